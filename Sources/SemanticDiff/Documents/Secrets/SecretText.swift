internal import Platform

/// What may be told of a secret: that it is another one, and not what it is.
enum SecretText {
  /// `sha256:` and the first 12 hexadecimal digits of the digest; the empty text stays empty, as it hides nothing.
  ///
  /// Who guesses a value can check the guess, so a digest is no place for a weak password either: it tells a change of
  /// a secret from no change, and nothing else is lost when it becomes known.
  static func digest(of bytes: some Sequence<UInt8>) -> String {
    "sha256:" + Digest(of: bytes).hex.prefix(12)
  }

  /// A text without the credentials that its URLs carry: user and password, and what their queries call secret.
  ///
  ///     SecretText.withoutCredentials("https://me:pw@host/?token=x")  // "https://sha256:…@host/?token=sha256:…"
  static func withoutCredentials(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "@")) || text.utf8.contains(UInt8(ascii: "?")) else { return text }
    return withoutSecretParameters(withoutUsers(text))
  }

  private static func withoutUsers(_ text: String) -> String {
    var result = "", rest = Substring(text)
    while let mark = rest.firstRange(of: "//") {
      result += rest[..<mark.upperBound]
      rest = rest[mark.upperBound...]
      let authority = rest.prefix { !isDelimiter($0) }
      guard let at = authority.lastIndex(of: "@") else { continue }
      result += digest(of: authority[..<at].utf8)
      rest = rest[at...]
    }
    return result + rest
  }

  private static func withoutSecretParameters(_ text: String) -> String {
    var result = "", rest = Substring(text)
    while let mark = rest.firstIndex(where: { $0 == "?" || $0 == "&" }) {
      let name = rest[rest.index(after: mark)...].prefix { $0 != "=" && $0 != "&" && !$0.isWhitespace }
      let value = rest[name.endIndex...].dropFirst().prefix { $0 != "&" && !$0.isWhitespace && $0 != "\"" }
      guard rest[name.endIndex...].first == "=", SensitiveKey.isSensitive(String(name)), !value.isEmpty else {
        result += rest[...mark]
        rest = rest[rest.index(after: mark)...]
        continue
      }
      result += rest[..<value.startIndex] + digest(of: value.utf8)
      rest = rest[value.endIndex...]
    }
    return result + rest
  }

  private static func isDelimiter(_ character: Character) -> Bool {
    character == "/" || character == "?" || character == "#" || character.isWhitespace || character == "\""
      || character == "'"
  }
}
