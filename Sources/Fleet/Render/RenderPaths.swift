import Diagnostics
import Foundation
import ValueTree

/// Where the keys of a multi-file program may be written.
///
/// Upstream's own example has a key `../kustomization`, so a key may leave the output folder as long as it stays below
/// the working directory; nothing else may, neither by its text nor through a symbolic link.
public struct RenderPaths: Sendable {
  /// The output folder as the user wrote it.
  public var folder: String
  /// The folder that keys may not leave, besides `folder` itself.
  public var workingDirectory: String

  /// The places for a program's files; `workingDirectory` must be absolute, `folder` may be relative to it.
  public init(folder: String, workingDirectory: String = FileManager.default.currentDirectoryPath) {
    self.folder = folder
    self.workingDirectory = workingDirectory
  }

  /// The file for a key, as the user would write it: `manifests/setup/x.yaml`, `kustomization.yaml`.
  ///
  /// - Throws: a `Diagnostic` where the key is empty, ends in a slash, holds a control character or leads outside.
  public func file(forKey key: String, suffix: String) throws -> String {
    let parts = key.split(separator: "/", omittingEmptySubsequences: false)
    guard !key.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }),
      let last = parts.last, !["", ".", ".."].contains(last), !key.hasPrefix("/")
    else {
      throw Diagnostic(
        "the key \(JSONWriter.quoted(key)) cannot become a file name",
        hint: "a key is a relative path such as 'setup/namespace'")
    }
    let path = Self.normalised(folder + "/" + key + suffix)
    let real = Self.realPath(ofFileAt: absolute(path))
    let roots = [Self.realFolder(absolute(Self.normalised(folder))), Self.realFolder(workingDirectory)]
    guard roots.contains(where: { real.hasPrefix($0 == "/" ? $0 : $0 + "/") }) else {
      throw Diagnostic(
        "the key \(JSONWriter.quoted(key)) would write \(real), outside of \(folder) and of the working directory",
        hint: "give keys that stay below the working directory")
    }
    return path
  }

  private func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : Self.normalised(workingDirectory + "/" + path)
  }

  /// Removes `.`, empty parts and, by text alone, `..` after a named part.
  static func normalised(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !path.hasPrefix("/") {
        parts.append(part)
      }
    }
    let text = parts.joined(separator: "/")
    return path.hasPrefix("/") ? "/" + text : text.isEmpty ? "." : text
  }

  /// The file's path after every symbolic link on the way to it; the file itself and folders may not exist yet.
  private static func realPath(ofFileAt path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    let folder = realFolder(String(path.dropLast(name.count)))
    return (folder == "/" ? "" : folder) + "/" + name
  }

  private static func realFolder(_ path: String) -> String {
    var missing: [String] = []
    var current = normalised(path)
    while current != "/" {
      if let resolved = realpath(current, nil) {
        defer { free(resolved) }
        return ([String(cString: resolved)] + missing.reversed()).joined(separator: "/")
      }
      let name = current.split(separator: "/").last.map(String.init) ?? ""
      missing.append(name)
      current = normalised(String(current.dropLast(name.count)))
    }
    return "/" + missing.reversed().joined(separator: "/")
  }
}
