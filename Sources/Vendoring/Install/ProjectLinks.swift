import Platform

/// The links in the project's `vendor/`: short names of packages, and local folders.
enum ProjectLinks {
  /// Where the link to a local folder leads: the project's own count from the project, a package's from the package.
  static func target(of folder: String, owner: String?, root: String) throws(VendorProblem) -> String {
    let path = folder.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    let problem = folder.hasPrefix("/") ? "is absolute" : path.isEmpty ? "is empty" : PathRules.problem(withPath: path)
    if let problem { throw .badLocal(folder, problem) }
    if let owner { return "\(owner)/\(path)" }
    guard let real = LocalFiles.realPath("\(root)/\(path)"), LocalFiles.kind(of: real) == .folder else {
      throw .badLocal(folder, "is not there")
    }
    guard real.hasPrefix(root + "/") else { throw .badLocal(folder, "leads out of the project") }
    return "../\(path)"
  }

  /// All links, of two for one name the first; the second is a warning.
  static func all(
    _ packages: [(short: String, name: String, target: String)], _ warnings: inout [String]
  ) -> [(name: String, target: String)] {
    var taken: [String: String] = [:]
    var links: [(name: String, target: String)] = []
    for package in packages {
      if let other = taken[package.short] {
        warnings.append(
          "'\(package.short)' is \(other): \(package.name) claims the name too, and is imported by its whole path; "
            + "a 'name' in \(Jsonnetfile.fileName) tells them apart")
        continue
      }
      taken[package.short] = package.name
      links.append((package.short, package.target))
    }
    return links
  }
}
