import ValueTree

extension Jsonnetfile {
  /// Reads version 1 of the format, and the one without a version before it, which differs in nothing that counts here.
  ///
  /// - Parameters:
  ///   - file: what messages call it.
  ///   - origin: whose words the addresses in it are.
  /// - Throws: a `Diagnostic` for what is no JSON, a `VendorProblem` for what is no such file.
  public init(reading bytes: [UInt8], file: String, from origin: RemoteAddress.Origin = .user) throws {
    let value = try JSONReader.read(bytes, file: file)
    guard let object = value.object else { throw VendorProblem.badFile(file, "the file", "an object") }
    let version = object["version"]?.integer ?? 0
    guard (0...1).contains(version) else { throw VendorProblem.badFile(file, "version", "1") }
    guard let entries = (object["dependencies"] ?? []).array else {
      throw VendorProblem.badFile(file, "dependencies", "a list")
    }
    self.init(
      dependencies: try entries.enumerated().map { index, entry in
        try Dependency(entry, at: "dependencies[\(index)]", of: file, from: origin)
      },
      legacyImports: object["legacyImports"]?.bool ?? true)
  }

  /// The text as jsonnet-bundler writes it: entries sorted by name where it is a lock, keys in its order.
  func text(sorted: Bool) -> String {
    let ordered = sorted
      ? dependencies.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) } : dependencies
    let list = ordered.isEmpty ? "[]" : "[\n" + ordered.map(\.text).joined(separator: ",\n") + "\n  ]"
    return "{\n  \"version\": 1,\n  \"dependencies\": \(list),\n  \"legacyImports\": \(legacyImports)\n}\n"
  }
}

extension Dependency {
  init(_ value: Value, at place: String, of file: String, from origin: RemoteAddress.Origin) throws(VendorProblem) {
    func text(_ key: String) throws(VendorProblem) -> String? {
      guard let member = value[key], !member.isNull else { return nil }
      guard let text = member.string else { throw .badFile(file, "\(place).\(key)", "a string") }
      return text
    }
    let source: Source
    if let git = value["source"]?["git"], !git.isNull {
      guard let remote = git["remote"]?.string else { throw .badFile(file, "\(place).source.git.remote", "a string") }
      source = .git(
        try PackageAddress(
          remote: try RemoteAddress(remote, from: origin), subfolder: git["subdir"]?.string ?? ""))
    } else if let folder = value["source"]?["local"]?["directory"]?.string {
      source = .local(folder)
    } else {
      throw .badFile(file, "\(place).source", "git with a remote, or local with a directory")
    }
    let version = try text("version") ?? ""
    if let problem = Self.problem(withVersion: version) { throw .badVersion(version, problem) }
    let name = try text("name")
    if let name, let problem = Self.problem(withLinkName: name) { throw .badName(name, file, problem) }
    self.init(
      source: source, version: version, sum: try text("sum").flatMap { $0.isEmpty ? nil : $0 },
      linkName: name.flatMap { $0.isEmpty ? nil : $0 }, isSingle: value["single"]?.bool ?? false)
  }

  /// What is wrong with a tag, branch or commit, or nil where it is fine.
  static func problem(withVersion version: String) -> String? {
    if version.hasPrefix("-") { return "it begins with '-', which git takes for an option" }
    let forbidden = version.unicodeScalars.contains {
      $0.value <= 0x20 || $0.value == 0x7F || "~^:?*[\\".unicodeScalars.contains($0)
    }
    return forbidden || version.contains("..") ? "git has no names like this" : nil
  }

  private static func problem(withLinkName name: String) -> String? {
    if name.hasPrefix("-") || name.hasPrefix(".") { return "begins with '\(name.prefix(1))'" }
    return name.isEmpty ? nil : PathRules.problem(withName: name)
  }

  fileprivate var text: String {
    var members: [String] = []
    switch source {
    case .git(let address):
      members.append(
        """
              "source": {
                "git": {
                  "remote": \(JSONWriter.quoted(address.remote.display)),
                  "subdir": \(JSONWriter.quoted(address.subfolder))
                }
              }
        """)
    case .local(let folder):
      members.append(
        """
              "source": {
                "local": {
                  "directory": \(JSONWriter.quoted(folder))
                }
              }
        """)
    }
    members.append("      \"version\": \(JSONWriter.quoted(version))")
    if let sum { members.append("      \"sum\": \(JSONWriter.quoted(sum))") }
    if isSingle { members.append("      \"single\": true") }
    if let linkName { members.append("      \"name\": \(JSONWriter.quoted(linkName))") }
    return "    {\n" + members.joined(separator: ",\n") + "\n    }"
  }
}
