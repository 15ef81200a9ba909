import Diagnostics
import Glibc
import Platform

/// The folder that all trees of a project are in (`generated`), held by one build at a time.
///
/// The lock is an flock on the folder itself, so it leaves no file behind and goes with the process, however that ends.
/// Open it once in a build, and let it go when all trees are written: a second one in the same process waits too.
public final class OutputRoot: Sendable {
  /// What the holder is going to do.
  public enum Use: Sendable {
    /// Builds alone: nobody else writes or checks meanwhile.
    case write
    /// Looks, together with others who look. Creates nothing.
    case check
  }

  /// The path as the user wrote it: diagnostics name files below it.
  public let path: String
  let use: Use
  /// Nil where there is no such folder and this is only a check.
  let folder: OpenFolder?

  /// Opens the folder, creating it for `.write`, and waits until no other build holds it.
  ///
  /// - Parameter onWait: called once before waiting for another build, with what to tell the user.
  /// - Throws: a `Diagnostic` where the folder cannot be created, opened or locked.
  public init(path: String, use: Use, onWait: (Diagnostic) -> Void = { _ in }) throws {
    self.path = path
    self.use = use
    do {
      if use == .write { try LocalFiles.createFolders(path) }
      folder = try OpenFolder.open(root: path)
    } catch where error.number == ENOENT && use == .check {
      folder = nil
    } catch {
      throw error.diagnostic("cannot use the output folder", at: path)
    }
    if let folder { try Self.lock(folder, use, path: path, onWait: onWait) }
  }

  private static func lock(_ folder: OpenFolder, _ use: Use, path: String, onWait: (Diagnostic) -> Void) throws {
    let operation = use == .write ? LOCK_EX : LOCK_SH
    do {
      do {
        try checked { flock(folder.descriptor.number, operation | LOCK_NB) }
      } catch where error.number == EWOULDBLOCK {
        onWait(
          Diagnostic(
            "another monigen is writing to this folder: waiting for it to end", severity: .note,
            at: SourceLocation(file: path)))
        try checked { flock(folder.descriptor.number, operation) }
      }
    } catch where [ENOLCK, EBADF, EINVAL, ENOTSUP, ENOSYS].contains(error.number) {
      // Some network file systems have no locks for folders. Two builds at once are rare, and every file is whole even
      // then.
    } catch {
      throw error.diagnostic("cannot lock the output folder", at: path)
    }
  }
}
