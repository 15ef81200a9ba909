/// The order of keys in upstream's YAML, which go-yaml calls natural: runs of digits compare by their value, and a
/// letter comes after anything that is none.
///
///     ["item10", "item9", "clientAuthType", "client_ca"].sorted(by: NaturalOrder.precedes)
///     // ["client_ca", "clientAuthType", "item9", "item10"]
public enum NaturalOrder {
  /// Whether `a` stands before `b`.
  public static func precedes(_ a: String, _ b: String) -> Bool {
    quickAnswer(a, b) ?? scalarsPrecede(a, b)
  }

  /// The answer where one string begins with the other, or both go on with an ASCII letter: nearly all keys.
  private static func quickAnswer(_ a: String, _ b: String) -> Bool? {
    a.utf8.withContiguousStorageIfAvailable { a in
      b.utf8.withContiguousStorageIfAvailable { b -> Bool? in
        let shorter = min(a.count, b.count)
        var i = 0
        while i < shorter, a[i] == b[i] { i += 1 }
        if i == shorter { return a.count < b.count }
        return isASCIILetter(a[i]) && isASCIILetter(b[i]) ? a[i] < b[i] : nil
      } ?? nil
    } ?? nil
  }

  private static func isASCIILetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    default: false
    }
  }

  private static func scalarsPrecede(_ a: String, _ b: String) -> Bool {
    let a = Array(a.unicodeScalars), b = Array(b.unicodeScalars)
    guard let i = zip(a, b).enumerated().first(where: { $1.0 != $1.1 })?.offset else { return a.count < b.count }
    let aIsLetter = isLetter(a[i]), bIsLetter = isLetter(b[i])
    if aIsLetter && bIsLetter { return a[i] < b[i] }
    if aIsLetter || bIsLetter {
      // Inside a run of digits the run that ends first is the smaller number.
      let insideNumber = i > 0 && isDigit(a[i - 1])
      return insideNumber ? aIsLetter : bIsLetter
    }
    let aRun = digits(a, from: i), bRun = digits(b, from: i)
    // A zero in the middle of a number counts as a digit of it, a leading zero does not.
    let continues = (a[i] == "0" || b[i] == "0") && numberGoesOn(a, before: i)
    let aNumber = significant(aRun, continues), bNumber = significant(bRun, continues)
    if aNumber.count != bNumber.count { return aNumber.count < bNumber.count }
    if let difference = zip(aNumber, bNumber).first(where: { $0 != $1 }) { return difference.0 < difference.1 }
    if aRun.count != bRun.count { return aRun.count < bRun.count }
    return a[i] < b[i]
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .decimalNumber
  }

  private static func digits(_ text: [Unicode.Scalar], from start: Int) -> ArraySlice<Unicode.Scalar> {
    text[start...].prefix(while: isDigit)
  }

  /// Whether the digits just before `end` hold one that is not zero.
  private static func numberGoesOn(_ text: [Unicode.Scalar], before end: Int) -> Bool {
    text[..<end].reversed().prefix(while: isDigit).contains { $0 != "0" }
  }

  /// The digits that decide a comparison by value: all of them where a number goes on, else those after leading zeros.
  private static func significant(_ run: ArraySlice<Unicode.Scalar>, _ continues: Bool) -> ArraySlice<Unicode.Scalar> {
    continues ? run : run.drop(while: { $0 == "0" })
  }
}
