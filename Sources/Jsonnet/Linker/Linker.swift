/// Joins a program and the files that it imports into one source.
///
/// libjsonnet makes a syntax tree of the whole standard library for every file that it imports, which takes longer
/// than most files themselves. `local _00000 = [(…)], _00001 = [(…)]; PROGRAM` has it made once. A variable is as lazy
/// as an import and evaluated as seldom; the array around the file keeps the variable's name out of stack traces.
///
/// Whatever could tell the difference is left to libjsonnet: an import that does not resolve, and a file that might
/// ask for its own name, print its place, shadow `std`, or end the parentheses around it. So is what would be parsed
/// for nothing: the many entries of a generated library, of which a program needs a few.
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
  private var size = 0
  private var entriesSize = 0
  /// The imports of the files, by their numbers, that are still to be followed.
  private var waiting: [(file: Int, scan: CodeScan)] = []

  private struct ImportKey: Hashable {
    var folder: Int
    var path: String
  }

  private init(_ resolver: ImportResolver) { self.resolver = resolver }

  /// The joined program; nil where there is nothing to join.
  static func link(_ program: [UInt8], name: String, resolver: ImportResolver) -> LinkedProgram? {
    guard program.contains("import".utf8) else { return nil }
    var linker = Linker(resolver)
    var source = SourceText(program)
    let scan = CodeScan(source.original)
    guard scan.isWhole, !scan.mentionsTrace, !scan.passesLibrary else { return nil }
    let main = linker.code(&source, scan, name: name, takesEntries: true)
    // First come, first served: what is near to the program is most likely to be needed.
    var next = 0
    while next < linker.waiting.count {
      let (file, scan) = linker.waiting[next]
      linker.follow(file, scan)
      next += 1
    }
    guard !linker.files.isEmpty else { return nil }
    linker.reserved.formUnion(scan.reserved)
    return LinkedProgram(
      main: main, name: name, files: linker.files, folders: linker.folders, reserved: linker.reserved)
  }

  /// Resolves the imports of a file that has its number already.
  private mutating func follow(_ number: Int, _ scan: CodeScan) {
    guard case .code(var code) = files[number].contents else { return }
    let name = files[number].name
    code = self.code(&code.source, scan, name: name, takesEntries: takesEntries(of: scan, name))
    files[number].contents = .code(code)
  }

  /// Finds out which imports of a piece of code a variable can stand in for, and marks the others.
  private mutating func code(
    _ source: inout SourceText, _ scan: CodeScan, name: String, takesEntries: Bool
  ) -> LinkedCode {
    let folder = self.folder(PathText.folder(of: name))
    var links: [(site: CodeScan.Import, file: Int)] = []
    var marks: [SourceText.Insertion] = []
    for site in scan.imports {
      if let path = site.path,
        let file = file(ImportKey(folder: folder, path: path), onlyIfKnown: site.isEntry && !takesEntries)
      {
        links.append((site, file))
      } else {
        let mark = ImportMark.bytes(site.kind, folder: folder)
        marks.append(SourceText.Insertion(offset: site.content, bytes: mark, isCode: false))
      }
    }
    source.insert(marks)
    return LinkedCode(source: source, links: links)
  }

  /// Whether the files that are mere entries of this one are few and small enough to be joined unasked.
  private mutating func takesEntries(of scan: CodeScan, _ name: String) -> Bool {
    let folder = self.folder(PathText.folder(of: name))
    let paths = Set(scan.imports.filter(\.isEntry).compactMap(\.path))
    let size = paths.reduce(0) { sum, path in
      let found = locate(ImportKey(folder: folder, path: path))
      return sum + (found.map { Self.isJSON($0.name) ? 0 : $0.size } ?? 0)
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
  private mutating func file(_ key: ImportKey, onlyIfKnown: Bool) -> Int? {
    guard let located = locate(key) else { return nil }
    if let number = numbers[located.name] { return number }
    let isJSON = Self.isJSON(located.name)
    guard files.count < Limit.files, isJSON || !onlyIfKnown else { return nil }
    let number = isJSON ? json(located, key) : read(located)
    numbers[located.name] = .some(number)
    return number
  }

  private static func isJSON(_ name: String) -> Bool { name.hasSuffix(".json") }

  private mutating func json(_ located: ImportResolver.Located, _ key: ImportKey) -> Int {
    let contents = LinkedFile.Contents.json(path: key.path, folder: key.folder)
    files.append(LinkedFile(name: located.name, realPath: located.realPath, contents: contents))
    return files.count - 1
  }

  private mutating func read(_ located: ImportResolver.Located) -> Int? {
    guard located.size <= Limit.fileSize, size + located.size <= Limit.totalSize,
      let bytes = try? FileSystem.contents(ofRealPath: located.realPath), !bytes.contains(0)
    else { return nil }
    let source = SourceText(bytes)
    let scan = CodeScan(source.original)
    guard scan.isWhole, !scan.mentionsTrace, !scan.mentionsFile, !scan.passesLibrary else { return nil }
    size += bytes.count
    reserved.formUnion(scan.reserved)
    let code = LinkedCode(source: source, links: [])
    files.append(LinkedFile(name: located.name, realPath: located.realPath, contents: .code(code)))
    waiting.append((files.count - 1, scan))
    return files.count - 1
  }
}
