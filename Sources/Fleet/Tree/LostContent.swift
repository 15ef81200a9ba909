/// Why the content of a file on disk is not monigen's own, so that to overwrite it may lose something.
enum LostContent: CaseIterable {
  /// A record names the file with another content: somebody edited it.
  case edited
  /// The record is missing or damaged: nothing tells who wrote the file.
  case unrecorded
  /// The record is whole and does not name the file: somebody put it there.
  case foreign

  /// So many files, in words that a sentence goes on after: `3 files that are not as monigen wrote them`.
  func words(_ count: Int) -> String {
    let files = count == 1 ? "1 file that " : "\(count) files that "
    switch self {
    case .edited: return files + (count == 1 ? "is not as monigen wrote it" : "are not as monigen wrote them")
    case .unrecorded:
      return files + (count == 1 ? "differs from what monigen writes" : "differ from what monigen writes")
        + " (\(BuildRecord.fileName), which would tell who wrote \(count == 1 ? "it" : "them"), is missing or damaged)"
    case .foreign: return files + "monigen did not write"
    }
  }

  /// What to do where they are not to be lost.
  var hint: String {
    switch self {
    case .edited: "move changes to the cluster file or an overlay, or commit them; --force throws them away"
    case .unrecorded: "bring the record back from git, or commit or remove the files; --force overwrites them"
    case .foreign: "move it away or remove it, then build again; --force overwrites it"
    }
  }

  /// What to do next time, where they are lost.
  var advice: String? { self == .edited ? "changes belong into the cluster file or an overlay" : nil }
}
