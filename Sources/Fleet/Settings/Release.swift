/// A release of kube-prometheus.
///
///     Release("v0.17")                    // v0.17
///     Release("v0.17.0") == Release("v0.17")
///     Release("v0.17")?.full              // "v0.17.0"
public struct Release: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The 0 of `v0.17.1`.
  public var major: Int
  /// The 17 of `v0.17.1`.
  public var minor: Int
  /// The last 1 of `v0.17.1`; 0 where a text leaves it out.
  public var patch: Int

  /// A release by its numbers; whether upstream made it is not checked.
  public init(major: Int, minor: Int, patch: Int = 0) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// Reads `v0.17` or `v0.17.0`, with the v or without; nil for anything else.
  public init?(_ text: String) {
    let parts = text.dropFirst(text.hasPrefix("v") ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap(Self.number)
    guard numbers.count == parts.count, (2...3).contains(numbers.count) else { return nil }
    self.init(major: numbers[0], minor: numbers[1], patch: numbers.count == 3 ? numbers[2] : 0)
  }

  private static func number(_ digits: Substring) -> Int? {
    let isPlain = !digits.isEmpty && digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return isPlain && (digits == "0" || digits.first != "0") ? Int(digits) : nil
  }

  /// For people: `v0.17`, or `v0.17.1` where the patch counts.
  public var description: String { patch == 0 ? "v\(major).\(minor)" : full }

  /// All three numbers, as in variables, folder names and upstream's tags: `v0.17.0`.
  public var full: String { "v\(major).\(minor).\(patch)" }

  /// By major, then minor, then patch number.
  public static func < (a: Release, b: Release) -> Bool {
    (a.major, a.minor, a.patch) < (b.major, b.minor, b.patch)
  }
}
