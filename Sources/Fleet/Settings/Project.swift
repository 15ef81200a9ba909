import Diagnostics
import Platform

/// The folder that a fleet lives in: the one of the nearest `monigen.yaml`.
///
///     try Project.find(from: "/fleet/clusters/eu").root      // "/fleet"
///     project.absolute("clusters/prod.yaml")                 // "/fleet/clusters/prod.yaml"
///     project.displayed("/fleet/clusters/prod.yaml")         // "clusters/prod.yaml"
public struct Project: Sendable, Hashable {
  /// The name of the settings file, which marks the folder.
  public static let settingsFile = "monigen.yaml"

  /// The folder's absolute real path.
  public let root: String

  /// The project whose folder is known, with a settings file or without.
  public init(root: String) {
    self.root = LocalFiles.realPath(root) ?? root
  }

  /// The project at or above a folder.
  ///
  /// - Throws: a `Diagnostic` where neither the folder nor any above it has a `monigen.yaml`, or where it
  ///   does not exist.
  public static func find(from directory: String) throws -> Project {
    if let project = nearest(to: directory) { return project }
    guard LocalFiles.realPath(directory) != nil else {
      // The system has no path for a working directory that was deleted.
      let what = directory.isEmpty ? "the working directory does not exist any more" : "there is no folder \(directory)"
      throw Diagnostic(what, hint: "go to a folder that exists")
    }
    throw Diagnostic(
      "there is no \(settingsFile) in \(directory) or in any folder above it",
      hint: "a project is the folder of its \(settingsFile), which may be empty: create one, or go to the project")
  }

  /// The project at or above a folder, nil where there is none.
  public static func nearest(to directory: String) -> Project? {
    guard var folder = LocalFiles.realPath(directory) else { return nil }
    while true {
      let prefix = folder == "/" ? "" : folder
      if LocalFiles.kind(of: "\(prefix)/\(settingsFile)") == .file { return Project(root: folder) }
      guard let slash = folder.lastIndex(of: "/"), folder != "/" else { return nil }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
  }

  /// What to call the project in messages.
  public var displayName: String { root }

  /// The absolute path of one that is relative to the project; an absolute one stays.
  public func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    return root == "/" ? "/\(path)" : "\(root)/\(path)"
  }

  /// A path relative to the project where it is below it, else as it is.
  public func displayed(_ path: String) -> String {
    let prefix = root == "/" ? "/" : root + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }

  /// Whether there is a file, links followed.
  public func fileExists(_ path: String) -> Bool { LocalFiles.kind(of: absolute(path)) == .file }

  /// Whether there is a folder, links followed.
  public func folderExists(_ path: String) -> Bool { LocalFiles.kind(of: absolute(path)) == .folder }

  /// Whether there is anything at all at a path: also a folder, a device or a link to nowhere.
  func holdsAnything(_ path: String) -> Bool {
    LocalFiles.kind(of: absolute(path)) != nil || LocalFiles.isLink(absolute(path))
  }

  /// The absolute real path of something inside of the project; nil where nothing is, or where a link leads outside.
  func contained(_ path: String) -> String? {
    guard let real = LocalFiles.realPath(absolute(path)) else { return nil }
    return Self.isInside(real, root) ? real : nil
  }

  /// Reads a file of the project, or of a folder outside that the settings name. A file that only a link makes part of
  /// them is refused: a change to the project must not be able to show any file of the machine in messages.
  func read(_ path: String, orIn folder: String? = nil) throws -> [UInt8] {
    if let real = LocalFiles.realPath(absolute(path)), contained(path) == nil {
      let outer = folder.flatMap { LocalFiles.realPath(absolute($0)) }
      guard let outer, Self.isInside(real, outer) else {
        throw Diagnostic("the file leads out of the project through a link", at: SourceLocation(file: path))
      }
    }
    return try LocalFiles.read(absolute(path), shownAs: path)
  }

  private static func isInside(_ path: String, _ folder: String) -> Bool {
    path == folder || path.hasPrefix(folder == "/" ? "/" : folder + "/")
  }
}
