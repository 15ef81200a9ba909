/// Finds and reads imported files: where stock jsonnet would look, and nowhere outside the sandbox.
struct ImportResolver: Sendable {
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
    let candidates = path.hasPrefix("/") ? [path] : ([start(folder)] + searchPath).map { $0 + path }
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

  private func read(_ name: String) throws(FileSystem.Trouble) -> Found {
    let absolute = PathText.absolute(name, below: base)
    let real = try FileSystem.realPath(absolute)
    guard sandbox.allows(real) else {
      throw .outside(target: real == PathText.normal(absolute) ? nil : real)
    }
    return Found(name: name, realPath: real, bytes: try FileSystem.contents(ofRealPath: real))
  }

  /// Code that is no file (`<cmdline>`, `<extvar:x>`, `tla:x`) imports relative to the base.
  private func start(_ folder: String) -> String {
    folder.hasPrefix("<") || folder.hasPrefix("tla:") ? "" : folder
  }
}
