import Diagnostics
import Platform

/// Text files that a user names on the command line.
public enum TextFile {
  /// The text of a UTF-8 file.
  ///
  /// - Throws: a `Diagnostic` with the system's reason, or for a file that is not UTF-8.
  public static func read(_ path: String) throws -> String {
    guard let text = String(validating: try LocalFiles.read(path, shownAs: path), as: UTF8.self) else {
      throw Diagnostic("the file is not valid UTF-8", at: SourceLocation(file: path))
    }
    return text
  }

  /// Writes a file whole or not at all; the folders on the way are made.
  ///
  /// - Throws: a `Diagnostic` with the system's reason.
  public static func write(_ text: String, to path: String) throws {
    try AtomicFile.write(Array(text.utf8), to: path)
  }
}
