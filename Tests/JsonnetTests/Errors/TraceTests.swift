import Testing

@testable import Jsonnet

@Suite struct TraceTests {
  @Test func `A static error has a place and a message`() {
    let trace = Trace("STATIC ERROR: a:b/c.jsonnet:3:14-18: Unknown variable: x: y\n")
    #expect(trace.kind == .static)
    #expect(trace.message == "Unknown variable: x: y")
    #expect(
      trace.frames == [
        .init(file: "a:b/c.jsonnet", start: .init(line: 3, column: 14), end: .init(line: 3, column: 18), context: "")
      ])
  }

  @Test func `A run-time error has frames in all their forms`() {
    let trace = Trace(
      "RUNTIME ERROR: one\n\ttwo\n\tf:1:2\tfunction <f>\n\tf g:(1:2)-(3:4)\t\n\tstd.jsonnet:7:1-9\tthunk <x>\n"
        + "\tDuring manifestation\t\n")
    #expect(trace.kind == .runtime)
    #expect(trace.message == "one\n\ttwo")
    #expect(trace.frames.map(\.file) == ["f", "f g", "std.jsonnet", "During manifestation"])
    #expect(trace.frames.map { $0.start?.line } == [1, 1, 7, nil])
    #expect(trace.frames.map { $0.end?.column } == [3, 4, 9, nil])
    #expect(trace.frames.map(\.context) == ["function <f>", "", "thunk <x>", ""])
  }

  @Test func `Any other text is a message`() {
    #expect(Trace("Opening input file: x: gone").message == "Opening input file: x: gone")
  }
}
