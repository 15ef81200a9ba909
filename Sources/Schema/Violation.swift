import ValueTree

/// One thing that a value does not satisfy.
public struct Violation: Sendable, Hashable {
  /// What is wrong, as data; `message(noun:root:)` puts it into words. Bounds are nil where there is none.
  public enum Problem: Sendable, Hashable {
    /// Another type than expected, put into words; the string that would have been right where the value lacks quotes.
    case wrongType(expected: String, quoted: String?, found: Value)
    case notAllowed(choices: [Value], found: Value)
    /// A string that does not have the expected form, put into words.
    case wrongForm(expected: String, found: Value)
    case unknownKey(known: [String])
    case missingKey(expected: String?)
    /// A key that does not have the expected form.
    case wrongKey(expected: String)
    case outOfRange(least: Number?, most: Number?, found: Value)
    case wrongLength(least: Int?, most: Int?, found: Value)
    case wrongCount(least: Int?, most: Int?, found: Value)
    case duplicateItem(found: Value)
    /// More than one of several forms that exclude each other.
    case ambiguous(expected: String)
  }

  /// The value that is wrong; for an unknown, missing or wrong key the path that it has or would have.
  public var path: ValuePath
  /// What is wrong there.
  public var problem: Problem

  /// Whether a key is meant rather than its value: where a message should point to.
  public var isAboutKey: Bool {
    switch problem {
    case .unknownKey, .wrongKey: true
    default: false
    }
  }

  /// The path where the violation shows: a missing key shows at the map that lacks it.
  public var place: ValuePath {
    if case .missingKey = problem { path.parent ?? path } else { path }
  }
}
