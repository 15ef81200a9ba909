/// Joins a program and the files that it imports into one source.
///
/// libjsonnet makes a syntax tree of the whole standard library for every file that it imports, which takes longer
/// than most files themselves. `local _00000 = [(…)], _00001 = [(…)]; PROGRAM` has it made once. A variable is as lazy
/// as an import and evaluated as seldom; the array around the file keeps the variable's name out of stack traces.
///
/// Whatever could tell the difference is left to libjsonnet: an import that does not resolve, and a file that might
/// ask for its own name, print its place, shadow `std`, or end the parentheses around it. So is what would be parsed
/// for nothing: of the many entries of a generated library a program needs a few, and most likely those whose names
/// some of its code asks for.
struct Linker {
  /// Reading and parsing what is never evaluated must not cost more than linking saves.
  private enum Limit {
    /// The bytes of one file of code.
    static let fileSize = 128 << 10
    /// The bytes of all code.
    static let totalSize = 2 << 20
    /// The bytes of the files that one file has as mere entries, and of all such.
    static let entriesSize = 96 << 10
    static let allEntriesSize = 256 << 10
    static let files = 1000
    /// Smaller files of JSON are code like any other.
    static let dataSize = 64 << 10
  }

  private let resolver: ImportResolver
  private var files: [LinkedFile] = []
  /// By name; nil for a file that is left alone.
  private var numbers: [String: Int?] = [:]
  /// What an import finds, by the folder of the importing file and the path; nil where it fails.
  private var located: [ImportKey: ImportResolver.Located?] = [:]
  private var folders: [String] = []
  private var folderNumbers: [String: Int] = [:]
  private var reserved: Set<[UInt8]> = []
  /// Whether values may be held: no code prints anything when it is evaluated.
  private var holds: Bool
  /// Whether some file hands `std.trace` on: others print their places then, unseen.
  private var passesTrace = false
  private var size = 0
  private var entriesSize = 0
  /// The code of the files, by their numbers; nil for other files.
  private var scans: [CodeScan?] = []
  /// The names that all code asks for.
  private var mentions: Set<[UInt8]> = []
  /// The entries that nothing has asked for yet.
  private var unasked: [(name: [UInt8], key: ImportKey)] = []

  private struct ImportKey: Hashable {
    var folder: Int
    var path: String
  }

  private init(_ resolver: ImportResolver, holds: Bool) {
    self.resolver = resolver
    self.holds = holds
  }

  /// The joined program; nil where there is nothing to join.
  ///
  /// - Parameter holds: whether values may be held in front of their objects (`HoldingObject`).
  static func link(
    _ program: [UInt8], name: String, resolver: ImportResolver, holds: Bool = false
  ) -> LinkedProgram? {
    guard program.contains("import".utf8) else { return nil }
    var linker = Linker(resolver, holds: holds)
    var source = SourceText(program)
    let scan = CodeScan(source.original)
    guard scan.isWhole, !scan.mentionsTrace, !scan.passesLibrary else { return nil }
    linker.follow(scan, name: name, takesEntries: true)
    linker.followAll()
    guard !linker.files.isEmpty, !linker.passesTrace else { return nil }
    let main = linker.code(&source, scan, name: name)
    for number in linker.files.indices { linker.link(number) }
    linker.reserved.formUnion(scan.reserved)
    return LinkedProgram(
      main: main, name: name, files: linker.files, folders: linker.folders, reserved: linker.reserved,
      holds: linker.holds)
  }

  /// Follows the imports of all files, then entries that the code met so far asks for, until there is nothing new.
  /// First come, first served: what is near to the program is most likely to be needed.
  private mutating func followAll() {
    var next = 0
    while true {
      while next < files.count {
        if let scan = scans[next] {
          follow(scan, name: files[next].name, takesEntries: takesEntries(of: scan, files[next].name))
        }
        next += 1
      }
      let asked = unasked.filter { mentions.contains($0.name) }
      guard !asked.isEmpty else { return }
      unasked.removeAll { mentions.contains($0.name) }
      for entry in asked { _ = file(entry.key, nil) }
    }
  }

  /// Finds the files that a piece of code imports.
  private mutating func follow(_ scan: CodeScan, name: String, takesEntries: Bool) {
    mentions.formUnion(scan.mentions)
    let folder = self.folder(PathText.folder(of: name))
    for site in scan.imports {
      guard let path = site.path else { continue }
      let key = ImportKey(folder: folder, path: path)
      if !site.isEntry || takesEntries || locate(key).map({ Self.isData($0, site) }) ?? false {
        _ = file(key, site)
      } else if let name = site.entryName {
        unasked.append((name, key))
      }
    }
  }

  /// Puts variables in place of the imports of a file.
  private mutating func link(_ number: Int) {
    guard case .code(var code) = files[number].contents, let scan = scans[number] else { return }
    code = self.code(&code.source, scan, name: files[number].name)
    files[number].contents = .code(code)
  }

  /// Puts variables in place of the imports that have one, and marks the others.
  private mutating func code(_ source: inout SourceText, _ scan: CodeScan, name: String) -> LinkedCode {
    let folder = self.folder(PathText.folder(of: name))
    var links: [(site: CodeScan.Import, file: Int)] = []
    var marks: [SourceText.Insertion] = []
    for site in scan.imports {
      if let path = site.path, let found = locate(ImportKey(folder: folder, path: path)),
        let file = numbers[found.name] ?? nil, files[file].isCode || Self.isData(found, site)
      {
        links.append((site, file))
      } else {
        let mark = ImportMark.bytes(site.kind, folder: folder)
        marks.append(SourceText.Insertion(offset: site.content, bytes: mark, kind: .mark))
      }
    }
    source.insert(marks)
    source.rewrite(scan.additions)
    if holds { source.hold(scan.holders) }
    return LinkedCode(source: source, links: links)
  }

  /// Whether the files that are mere entries of this one are few and small enough to be joined unasked.
  private mutating func takesEntries(of scan: CodeScan, _ name: String) -> Bool {
    let folder = self.folder(PathText.folder(of: name))
    let paths = Set(scan.imports.filter(\.isEntry).compactMap(\.path))
    let size = paths.reduce(0) { sum, path in
      let found = locate(ImportKey(folder: folder, path: path))
      return sum + (found.map { Self.isJSON($0.name) && $0.size >= Limit.dataSize ? 0 : $0.size } ?? 0)
    }
    guard size <= Limit.entriesSize, entriesSize + size <= Limit.allEntriesSize else { return false }
    entriesSize += size
    return true
  }

  private mutating func folder(_ name: String) -> Int {
    if let number = folderNumbers[name] { return number }
    folders.append(name)
    folderNumbers[name] = folders.count - 1
    return folders.count - 1
  }

  private mutating func locate(_ key: ImportKey) -> ImportResolver.Located? {
    if let known = located[key] { return known }
    let found = resolver.locate(key.path, from: folders[key.folder]).map { found in
      ImportResolver.Located(name: resolver.tidy(found.name), realPath: found.realPath, size: found.size)
    }
    located[key] = .some(found)
    return found
  }

  /// The number of the file that an import means; nil where it is left alone.
  private mutating func file(_ key: ImportKey, _ site: CodeScan.Import?) -> Int? {
    guard let located = locate(key) else { return nil }
    if let number = numbers[located.name] { return number }
    guard files.count < Limit.files else { return nil }
    let number = site.map { Self.isData(located, $0) } ?? false ? data(located, key) : read(located)
    numbers[located.name] = .some(number)
    return number
  }

  private static func isJSON(_ name: String) -> Bool { name.hasSuffix(".json") }

  /// Whether a file is to be looked at as data: much JSON that is the value of a field. See `PlainJSON.definition`.
  private static func isData(_ file: ImportResolver.Located, _ site: CodeScan.Import) -> Bool {
    site.isValue && isJSON(file.name) && file.size >= Limit.dataSize
  }

  private mutating func data(_ located: ImportResolver.Located, _ key: ImportKey) -> Int {
    let contents = LinkedFile.Contents.json(path: key.path, folder: key.folder)
    files.append(LinkedFile(name: located.name, realPath: located.realPath, contents: contents))
    scans.append(nil)
    return files.count - 1
  }

  private mutating func read(_ located: ImportResolver.Located) -> Int? {
    guard located.size <= Limit.fileSize, size + located.size <= Limit.totalSize,
      let bytes = try? FileSystem.contents(ofRealPath: located.realPath), !bytes.contains(0)
    else { return nil }
    let source = SourceText(bytes)
    let scan = CodeScan(source.original)
    if scan.mentionsTrace { holds = false }
    if scan.passesTrace { passesTrace = true }
    guard scan.isWhole, !scan.mentionsTrace, !scan.mentionsFile, !scan.passesLibrary else { return nil }
    size += bytes.count
    reserved.formUnion(scan.reserved)
    let code = LinkedCode(source: source, links: [])
    files.append(LinkedFile(name: located.name, realPath: located.realPath, contents: .code(code)))
    scans.append(scan)
    return files.count - 1
  }
}
