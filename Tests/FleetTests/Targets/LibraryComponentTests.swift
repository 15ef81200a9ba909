import Foundation
import Jsonnet
import TestSupport
import Testing
import ValueTree

@testable import Fleet

@Suite("The component of a library")
struct LibraryComponentTests {
  private static let libsonnet = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "libsonnet").path

  @Test(
    "has the library's name in one word",
    arguments: [
      ("velero", "velero"), ("cloudnative-pg", "cloudnativePg"), ("my_own_library", "myOwnLibrary"), ("a-b_c", "aBC"),
      ("-a--b-", "aB"), ("A-1-b", "A1B"), ("a.b c", "a.b c"), ("a-é", "aé"), ("a-e\u{301}", "aE\u{301}"),
      ("a-\u{301}b", "a\u{301}b"), ("_", "_"), ("", ""),
    ])
  func word(library: String, component: String) {
    #expect(Value.string(Library.component(of: library)) == .string(component))
  }

  @Test("library.libsonnet names it alike")
  func agreement() throws {
    let seed = TestSupport.Effort.seed
    var random = SeededGenerator(seed: seed)
    let parts = ["a", "b", "Z", "1", "-", "-", "_", "_", "é", "ß", "\u{301}", "😀", "."]
    let names = (0..<TestSupport.Effort.count(full: 5000, quick: 200)).map { _ in
      (0..<random.below(9)).map { _ in random.pick(parts) }.joined()
    }
    var request = EvaluationRequest(
      program: .snippet(
        code: """
          local library = import 'lib/library.libsonnet';
          local component(name) = library(name, { mixin: {} }, { libraries: {}, namespace: 'monitoring' }).component;
          std.map(component, \(JSONWriter.compact(.array(names.map { .string($0) }))))
          """, name: "<test>"), displayRoot: "/")
    request.searchPath = [Self.libsonnet]
    let components = try JSONReader.read(Evaluator.evaluate(request).documents.map(\.text).joined()).array ?? []
    #expect(components.count == names.count)
    for (name, component) in zip(names, components) {
      #expect(component == .string(Library.component(of: name)), "seed \(seed): \(name)")
    }
  }
}
