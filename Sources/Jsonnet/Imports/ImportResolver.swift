/// Finds and reads imported files: where stock jsonnet would look, and nowhere outside the sandbox.
struct ImportResolver {
  /// A file that was found.
  struct Found: Sendable {
    /// Its name as stock jsonnet composes it: the folder or search path element as written, then the import.
    var name: String
    var realPath: String
    var bytes: [UInt8]
  }

  let sandbox: Sandbox
  /// The absolute folder that relative names count from.
  let base: String
  /// As written, each with a slash at its end.
  let searchPath: [String]
  /// Where it was looked, for whoever asks later whether it would still find the same.
  let lookups = ImportLookups()

  init(_ request: EvaluationRequest) {
    base = (try? FileSystem.realPath(request.displayRoot)) ?? request.displayRoot
    searchPath = request.searchPath.map(PathText.withSlash).filter { !$0.isEmpty }
    let own =
      switch request.program {
      case .file(let path): PathText.folder(of: path)
      case .snippet: ""
      }
    let folders = searchPath + request.roots + [own]
    sandbox = Sandbox(folders: folders.map { [base] in PathText.absolute($0, below: base) })
  }

  /// Reads the program itself, which must lie in the sandbox as every import must.
  func read(program path: String) throws(ImportFailure) -> [UInt8] {
    do throws(FileSystem.Trouble) {
      return try read(path).bytes
    } catch {
      throw ImportFailure(path: path, reason: error == .missing ? .missing(tried: [path]) : .trouble(error, file: path))
    }
  }

  /// Resolves `path` as imported by code in the folder `folder`: beside it first, then in the search path.
  ///
  /// The first place where something exists decides, also when it must not be read.
  func find(_ path: String, from folder: String) throws(ImportFailure) -> Found {
    let candidates = candidates(path, from: folder)
    for name in candidates {
      do throws(FileSystem.Trouble) {
        return try read(name)
      } catch {
        guard error != .missing else { continue }
        throw ImportFailure(path: path, reason: .trouble(error, file: name))
      }
    }
    throw ImportFailure(path: path, reason: .missing(tried: candidates))
  }

  /// A file that was found and not read.
  struct Located: Sendable {
    /// Its name as stock jsonnet composes it.
    var name: String
    var realPath: String
    var size: Int
  }

  /// Where `find` would find a file; nil where it would fail.
  func locate(_ path: String, from folder: String) -> Located? {
    for name in candidates(path, from: folder) {
      do throws(FileSystem.Trouble) {
        let real = try realPath(name)
        guard sandbox.allows(real), let size = FileSystem.size(ofRealPath: real) else { return nil }
        return Located(name: name, realPath: real, size: size)
      } catch {
        guard error == .missing else { return nil }
      }
    }
    return nil
  }

  /// A name without detours such as `NAME/..`, where the shorter one stands for the same folder.
  func tidy(_ name: String) -> String {
    guard name.contains("./") || name.contains("//") else { return name }
    let short = PathText.tidy(name)
    return realFolder(of: short) == realFolder(of: name) ? short : name
  }

  private func realFolder(of name: String) -> String? {
    try? FileSystem.realPath(PathText.absolute(PathText.folder(of: name), below: base))
  }

  private func candidates(_ path: String, from folder: String) -> [String] {
    path.hasPrefix("/") ? [path] : ([start(folder)] + searchPath).map { $0 + path }
  }

  private func read(_ name: String) throws(FileSystem.Trouble) -> Found {
    let real = try realPath(name)
    guard sandbox.allows(real) else {
      throw .outside(target: real == PathText.normal(PathText.absolute(name, below: base)) ? nil : real)
    }
    return Found(name: name, realPath: real, bytes: try FileSystem.contents(ofRealPath: real))
  }

  private func realPath(_ name: String) throws(FileSystem.Trouble) -> String {
    let absolute = PathText.absolute(name, below: base)
    do throws(FileSystem.Trouble) {
      let real = try FileSystem.realPath(absolute)
      lookups.note(absolute, real)
      return real
    } catch {
      if error == .missing { lookups.note(absolute, nil) }
      throw error
    }
  }

  /// Code that is no file (`<cmdline>`, `<extvar:x>`, `tla:x`) imports relative to the base.
  private func start(_ folder: String) -> String {
    folder.hasPrefix("<") || folder.hasPrefix("tla:") ? "" : folder
  }
}
