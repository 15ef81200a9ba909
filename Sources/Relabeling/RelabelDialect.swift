/// What relabeling and matching mean in a version of Prometheus.
package enum RelabelDialect: Hashable, Sendable, CaseIterable {
  /// Prometheus 2: `.` matches no line feed, and names of labels are letters, digits and `_`.
  case two
  /// Prometheus 3: `.` matches everything, and any text but the empty one is a name.
  case three

  /// Whether a text may be a label's name.
  package func isLabelName(_ text: String) -> Bool {
    switch self {
    case .two:
      text.utf8.first.map { !Self.isDigit($0) } == true && text.utf8.allSatisfy(Self.isWordByte)
    case .three: !text.isEmpty
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// Whether a byte is one of ASCII's letters and digits, or `_`.
  package static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
    default: isDigit(byte)
    }
  }
}
