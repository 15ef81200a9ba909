import Testing

/// The table that `monigen build --timings` prints: its rows by target, each as its cells; and the last line.
struct TimingsTable {
  var names: [String]
  var rows: [String: [String]]
  var last: String

  init(_ text: String) throws {
    var lines = text.split(separator: "\n").map(String.init)
    try #require(lines.count > 2, "\(text)")
    #expect(lines.allSatisfy { $0.count <= 80 }, "\(text)")
    #expect(lines.removeFirst().split(separator: " ").first == "TARGET")
    last = lines.removeLast()
    let cells = lines.map { $0.split(separator: " ").map(String.init) }
    names = cells.map { $0[0] }
    rows = Dictionary(cells.map { ($0[0], Array($0.dropFirst())) }) { first, _ in first }
  }

  /// Evaluated, cached, shared.
  func counts(_ name: String) -> [String] { Array(rows[name]?.prefix(3) ?? []) }
}
