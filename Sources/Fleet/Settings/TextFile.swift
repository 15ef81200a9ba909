import Diagnostics
import Platform

/// Reads text files that a user names on the command line.
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
}
