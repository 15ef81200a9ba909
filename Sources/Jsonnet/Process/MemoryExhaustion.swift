import Glibc

/// What happens when libjsonnet's C++ runs out of memory.
///
/// Without a handler `operator new` throws, and a C++ exception must not pass through Swift.
public enum MemoryExhaustion {
  /// Calls `handler` when an allocation fails: it must report with what it has at hand, and end the process.
  ///
  /// It runs on whatever thread was allocating, and must not allocate itself.
  ///
  ///     MemoryExhaustion.install { write(2, "out of memory\n", 14); _exit(3) }
  ///
  /// - Returns: whether it could be installed: libstdc++ is there.
  @discardableResult
  public static func install(_ handler: @escaping @Sendable @convention(c) () -> Void) -> Bool {
    // std::new_handler std::set_new_handler(std::new_handler) noexcept, by its mangled name: looked up at run time,
    // since Swift does not link libstdc++ itself.
    typealias NewHandler = @convention(c) () -> Void
    typealias SetNewHandler = @convention(c) (NewHandler?) -> NewHandler?
    guard let program = dlopen(nil, RTLD_NOW), let symbol = dlsym(program, "_ZSt15set_new_handlerPFvvE") else {
      return false
    }
    _ = unsafeBitCast(symbol, to: SetNewHandler.self)(handler)
    return true
  }
}
