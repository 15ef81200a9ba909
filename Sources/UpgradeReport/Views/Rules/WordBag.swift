/// The words of a text with how often each stands in it, to say how much two texts have in common in time linear in
/// their lengths.
struct WordBag {
  /// The words' hashes in ascending order.
  private let hashes: [UInt64]

  /// The words of a name or an expression: runs of letters and digits, cut also where an upper-case letter follows a
  /// lower-case one, so that `KubePodNotReady` and `kube_pod_ready` have words in common.
  init(_ text: String) { hashes = Self.words(of: text).map(Self.hash).sorted() }

  /// The words of labels: each pair is one.
  init(_ labels: [RuleReference.Label]) { hashes = labels.map { Self.hash($0.name + "=" + $0.value) }.sorted() }

  /// Twice the number of common words by the number of all (the Sørensen-Dice coefficient): 0 for nothing in common,
  /// 1 for the same words, two empty bags included.
  func similarity(to other: WordBag) -> Double {
    let total = hashes.count + other.hashes.count
    guard total > 0 else { return 1 }
    var common = 0
    var a = hashes[...], b = other.hashes[...]
    while let x = a.first, let y = b.first {
      if x == y { common += 1 }
      if x <= y { a = a.dropFirst() }
      if y <= x { b = b.dropFirst() }
    }
    return 2 * Double(common) / Double(total)
  }

  /// The words of a text in their order, in lower case.
  static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for scalar in text.unicodeScalars {
      let isPart = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      let isUpper = scalar.properties.isUppercase
      if !word.isEmpty, !isPart || (isUpper && wasLower) {
        words.append(word.lowercased())
        word = ""
      }
      if isPart { word.unicodeScalars.append(scalar) }
      wasLower = isPart && !isUpper
    }
    if !word.isEmpty { words.append(word.lowercased()) }
    return words
  }

  /// FNV-1a: the standard library's own hashes differ from run to run.
  private static func hash(_ word: String) -> UInt64 {
    word.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
