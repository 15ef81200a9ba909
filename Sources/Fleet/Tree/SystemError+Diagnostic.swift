import Diagnostics
import Glibc
import Platform

extension SystemError {
  /// `cannot write: No space left on device`, with a hint where there is more to say.
  func diagnostic(_ action: String, at path: String) -> Diagnostic {
    Diagnostic("\(action): \(reason)", at: SourceLocation(file: path), hint: hint)
  }

  private var hint: String? {
    switch number {
    case ENOSPC, EDQUOT: "make room and build again: nothing is half-written"
    case EFBIG: "the process may not write files of this size (ulimit -f)"
    case EACCES, EPERM, EROFS: "the output folder is not writable for this user"
    case ENOTDIR: "the output folder is not writable: a part of its path is a file, not a folder"
    case ELOOP: "a part of the path is a symbolic link, and monigen does not write through links inside a tree"
    default: nil
    }
  }
}
