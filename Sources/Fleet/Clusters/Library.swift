import Diagnostics
import Platform
import ValueTree

/// A folder with a `mixin.libsonnet` in one of the library path's folders.
public struct Library: Sendable, Hashable {
  /// The folder's name: the key in `libraries`.
  public let name: String
  /// The folder, relative to the project or absolute.
  public let folder: String

  /// All libraries, by name; of two with one name the one whose folder comes first.
  ///
  /// - Throws: a `Diagnostic` for a folder of the library path that cannot be read.
  public static func all(in libraryPath: [String], of project: Project) throws -> [Library] {
    var libraries: [String: Library] = [:]
    for folder in libraryPath {
      for name in try LocalFiles.entries(of: project.absolute(folder), shownAs: folder) where libraries[name] == nil {
        let library = Library(name: name, folder: "\(folder)/\(name)")
        if project.fileExists("\(library.folder)/mixin.libsonnet") { libraries[name] = library }
      }
    }
    return libraries.values.sorted { $0.name < $1.name }
  }

  /// The file that describes the library's settings.
  public var schemaFile: String { "\(folder)/schema.json" }

  /// The component that a library becomes, named as `library.libsonnet` does: `cloudnative-pg` becomes `cloudnativePg`.
  static func component(of name: String) -> String {
    let words = name.unicodeScalars.split { $0 == "-" || $0 == "_" }
    guard let first = words.first else { return name }
    return words.dropFirst().reduce(into: String(first)) { component, word in
      component += word.prefix(1).map { $0.isASCII ? String($0).uppercased() : String($0) }.joined()
      component.unicodeScalars += word.dropFirst()
    }
  }
}
