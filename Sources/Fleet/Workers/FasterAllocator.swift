import Glibc

/// mimalloc, where the system has it.
///
/// libjsonnet allocates and frees without end: with mimalloc in glibc's place an evaluation of kube-prometheus takes
/// two thirds of the time. A library that is loaded first replaces malloc for all of a process, so it is named in
/// the environment of workers; our own process keeps what it has.
enum FasterAllocator {
  /// What a worker's environment needs for it; empty where there is none, or where somebody preloads a library of their
  /// own already, which may be another allocator.
  static let environment: [String: String?] = {
    guard getenv(variable) == nil, let path = candidates.first(where: { access($0, R_OK) == 0 }) else { return [:] }
    return [variable: path]
  }()

  private static let variable = "LD_PRELOAD"

  /// Where Debian, other distributions and an installation by hand put it. A name without folders would do for the
  /// dynamic linker, but it complains about a library that is not there.
  private static let candidates = [
    "/usr/lib/\(architecture)-linux-gnu", "/usr/lib64", "/usr/lib", "/usr/local/lib",
  ].map { "\($0)/libmimalloc.so.2" }

  private static var architecture: String {
    #if arch(arm64)
      "aarch64"
    #else
      "x86_64"
    #endif
  }
}
