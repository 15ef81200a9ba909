/// A day of the calendar, by its text: `2026-12-31`.
public struct Day: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Four digits, two, two, with dashes between them.
  public let description: String

  /// Reads a day; nil for text of another form. Whether a month has so many days is not asked.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isDay = parts.map(\.utf8.count) == [4, 2, 2] && parts.joined().utf8.allSatisfy { (48...57).contains($0) }
    guard isDay else { return nil }
    description = text
  }

  /// A day by its numbers, those of months and days counting from 1.
  public init(year: Int, month: Int, day: Int) {
    let digits = [(year, 4), (month, 2), (day, 2)].map { number, width in
      let text = String(max(0, number))
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    description = digits.joined(separator: "-")
  }

  /// The earlier day is the smaller one.
  public static func < (a: Day, b: Day) -> Bool { a.description < b.description }
}
