import Diagnostics
import Foundation
import Jsonnet
import Testing

@Suite struct ProcessTests {
  @Test func `A deep program runs on a large stack`() throws {
    let request = try Project().request((0..<20_000).map { _ in "1" }.joined(separator: " + "))
    let output = try Evaluator.onLargeStack(bytes: 512 << 20) { try Evaluator.evaluate(request) }
    #expect(output.documents == [.init(text: "20000\n")])
  }

  @Test func `Errors come back from the thread`() throws {
    let request = try Project().request("error 'x'")
    #expect(throws: DiagnosticList.self) {
      try Evaluator.onLargeStack(bytes: 64 << 20) { try Evaluator.evaluate(request) }
    }
  }

  @Test(arguments: [1, 1 << 60])
  func `A stack that cannot be had is an error`(bytes: Int) {
    #expect(throws: Diagnostic.self) { try Evaluator.onLargeStack(bytes: bytes) { 1 } }
  }

  @Test func `The handler for exhausted memory can be installed`() {
    // A handler that is never called: this process goes on.
    #expect(MemoryExhaustion.install { _exit(3) })
  }

  /// The other type of the import callback, with a header made for the purpose.
  @Test func `The shim compiles against both types of the import callback`() throws {
    let clang = "/usr/bin/env"
    let shim = URL(filePath: #filePath).appending(path: "../../../../Sources/CJsonnet/shim.h").standardized.path
    for type in [
      "typedef char *JsonnetImportCallback(void *, const char *, const char *, char **, int *);",
      "typedef int JsonnetImportCallback(void *, const char *, const char *, char **, char **, size_t *);",
    ] {
      let header = """
        #include <stddef.h>
        struct JsonnetVm;
        \(type)
        void jsonnet_import_callback(struct JsonnetVm *vm, JsonnetImportCallback *cb, void *ctx);
        char *jsonnet_realloc(struct JsonnetVm *vm, char *buf, size_t sz);
        """
      let project = try Project(["libjsonnet.h": header, "a.c": "#include \"\(shim)\"\n"])
      let process = Process()
      process.executableURL = URL(filePath: clang)
      process.arguments = ["clang", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-Wno-unused-function"]
      process.arguments? += ["-I", project.path, project.path + "/a.c"]
      try process.run()
      process.waitUntilExit()
      // 127: no clang at hand, nothing to test.
      #expect([0, 127].contains(process.terminationStatus))
    }
  }
}
