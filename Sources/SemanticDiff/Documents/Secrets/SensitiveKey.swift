/// Keys whose values are secrets by their name, wherever they stand.
enum SensitiveKey {
  /// Words that a key of a secret holds, without the marks between them and in lower case.
  private static let words = [
    "password", "passwd", "passphrase", "secret", "token", "apikey", "accesskey", "privatekey", "signingkey",
    "credential", "authorization", "bearer", "cookie", "routingkey", "servicekey", "userkey", "integrationkey",
    "webhookurl", "apiurl", "connectionstring", "encryptionkey",
  ]

  /// Ends of keys that name where a secret is kept, not the secret.
  private static let references = ["file", "path", "name", "ref", "url"]

  /// Whether the value of this key must not be shown.
  ///
  ///     SensitiveKey.isSensitive("bearer_token")       // true
  ///     SensitiveKey.isSensitive("bearer_token_file")  // false
  static func isSensitive(_ key: String) -> Bool {
    let plain = key.lowercased().filter { $0 != "_" && $0 != "-" && $0 != "." && $0 != " " }
    guard words.contains(where: plain.contains) else { return false }
    return !references.contains(where: plain.hasSuffix) || plain.hasSuffix("webhookurl") || plain.hasSuffix("apiurl")
  }
}
