import Testing

@testable import Jsonnet

/// Programs of nine files, joined or not: the same output, the same files read, the same errors at the same places.
@Suite struct LinkerPropertyTests {
  @Test func `Programs end the same, joined with their imports or not`() throws {
    let count = Comparison.count(10)
    print("joined programs: \(count), seed 29")
    var make = ProgramGenerator(seed: 29)
    var failures = 0
    for index in 0..<count {
      make.next(mayFail: index % 2 == 0)
      let project = try Project(make.files)
      var request = project.request(file: "main.jsonnet")
      request.searchPath = ["lib"]
      let files = make.files.sorted { $0.key < $1.key }.map { "== \($0.key)\n\($0.value)" }
      LinkedComparison.expectSame(request, "\(files.joined(separator: "\n"))")
      if case .error = LinkedComparison.outcome(request, .available) { failures += 1 }
    }
    print("joined programs: \(failures) end with an error")
    #expect(failures < count * 3 / 4)
  }
}
