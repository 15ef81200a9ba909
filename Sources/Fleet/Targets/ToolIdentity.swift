import Glibc

/// Tells this build of monigen from any other: a newer one may evaluate or write something else.
enum ToolIdentity {
  /// The size of the program's file and when it was last changed; the same for every process of one build.
  static let text: String = {
    var status = stat()
    guard stat("/proc/self/exe", &status) == 0 else { return "" }
    return "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }()
}
