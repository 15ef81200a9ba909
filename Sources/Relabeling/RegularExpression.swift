internal import CRE2

/// A regular expression as Prometheus matches labels with it: it has to match the whole of a text. RE2 matches it, in
/// linear time.
///
///     try RegularExpression("node_(cpu|disk)_.*").matches("node_cpu_seconds_total")  // true
///
/// Prometheus writes the text between `^(?s:` and `)$`, version 2 between `^(?:` and `)$`; so do we, so that `a)(b`
/// is one here too. What Go's syntax has and RE2's has not is put in RE2's words (`GoSyntax`).
package final class RegularExpression: Sendable {
  /// Why a text is no regular expression for us.
  package enum Problem: Error, Hashable, Sendable {
    /// Prometheus refuses it; RE2's words for it.
    case invalid(String)
    /// It may be sound, but takes more memory than we give one.
    case tooLarge
  }

  /// The most bytes that one expression's program and automata may take.
  private static let memory: Int64 = 8 << 20

  /// As it was written, without anchors.
  package let text: String
  /// Which Prometheus matches it.
  package let dialect: RelabelDialect
  /// RE2's constant object, which threads may share.
  nonisolated(unsafe) private let handle: OpaquePointer
  /// How many groups it has, the whole match not counted.
  let groupCount: Int
  /// For questions about parts of a text.
  let approximation: PatternApproximation

  /// Compiles a text, which is written without anchors.
  package init(_ text: String, dialect: RelabelDialect = .three) throws(Problem) {
    self.text = text
    self.dialect = dialect
    let flags = dialect == .three ? "s" : ""
    var anchored = "^(?\(flags):" + (try GoSyntax.translated(text)) + ")$"
    let compiled = anchored.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { monigen_re2_compile($0.baseAddress, $0.count, Self.memory) }
    }
    guard let compiled else { throw .tooLarge }
    handle = compiled
    approximation = PatternApproximation(of: text)
    groupCount = Int(monigen_re2_group_count(compiled))
    if let message = monigen_re2_error(compiled) {
      throw monigen_re2_is_too_large(compiled) != 0 ? .tooLarge : .invalid(String(cString: message))
    }
  }

  deinit { monigen_re2_free(handle) }

  /// Whether it matches the whole text.
  package func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { monigen_re2_find(handle, $0.baseAddress, $0.count, 0, nil, 0) != 0 }
    }
  }

  /// The text of the whole match and of each group, nil for a group that takes no part; nil where it does not match.
  package func groups(in text: String) -> [String?]? {
    var text = text
    return text.withUTF8 { bytes -> [String?]? in
      let pairs = groupCount + 1
      var places = [Int](repeating: -1, count: 2 * pairs)
      let isMatch = bytes.withMemoryRebound(to: CChar.self) {
        monigen_re2_find(handle, $0.baseAddress, $0.count, 0, &places, Int32(pairs)) != 0
      }
      guard isMatch else { return nil }
      return (0..<pairs).map { group in
        let (start, end) = (places[2 * group], places[2 * group + 1])
        return start < 0 ? nil : String(decoding: bytes[start..<end], as: UTF8.self)
      }
    }
  }

  /// The number of the group with a name; nil where there is none.
  func number(ofGroup name: String) -> Int? {
    var name = name
    let number = name.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { monigen_re2_group_named(handle, $0.baseAddress, $0.count) }
    }
    return number < 0 ? nil : Int(number)
  }
}

extension RegularExpression: Hashable {
  package static func == (a: RegularExpression, b: RegularExpression) -> Bool {
    a === b || a.dialect == b.dialect && a.text.utf8.elementsEqual(b.text.utf8)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
