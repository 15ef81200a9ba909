import Glibc

/// What happens when libjsonnet's C++ runs out of memory.
///
/// Without a handler `operator new` throws, and a C++ exception must not pass through Swift; mimalloc's `operator new`,
/// where that allocator is loaded, aborts.
public enum MemoryExhaustion {
  /// Calls `handler` when an allocation fails: it must report with what it has at hand, and end the process.
  ///
  /// It runs on whatever thread was allocating, and must not allocate itself.
  ///
  ///     MemoryExhaustion.install { write(2, "out of memory\n", 14); _exit(3) }
  ///
  /// - Returns: whether it could be installed: libstdc++ is there.
  @discardableResult
  public static func install(_ handler: @escaping Handler) -> Bool {
    guard let program = dlopen(nil, RTLD_NOW) else { return false }
    // Looked up at run time: Swift does not link libstdc++ itself, and mimalloc is there or not.
    if let symbol = dlsym(program, "mi_register_error") {
      unsafeBitCast(symbol, to: RegisterError.self)(
        { error, handler in
          guard error == ENOMEM || error == EOVERFLOW, let handler else { return }
          unsafeBitCast(handler, to: Handler.self)()
        }, unsafeBitCast(handler, to: UnsafeMutableRawPointer.self))
    }
    guard let symbol = dlsym(program, "_ZSt15set_new_handlerPFvvE") else { return false }
    _ = unsafeBitCast(symbol, to: SetNewHandler.self)(handler)
    return true
  }

  /// What to do without memory.
  public typealias Handler = @Sendable @convention(c) () -> Void

  /// `std::new_handler std::set_new_handler(std::new_handler) noexcept`.
  private typealias SetNewHandler = @convention(c) (Handler?) -> Handler?

  /// `void mi_register_error(mi_error_fun* function, void* argument)`: it is called with an error number and that
  /// argument (mimalloc.h, version 2).
  private typealias RegisterError =
    @convention(c) (@convention(c) (Int32, UnsafeMutableRawPointer?) -> Void, UnsafeMutableRawPointer?) -> Void
}
