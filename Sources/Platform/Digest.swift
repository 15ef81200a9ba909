internal import CCrypto

/// A SHA-256 digest.
///
///     Digest(of: Array("abc".utf8)).hex
///     // "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
///
/// The system's libcrypto computes it, with the processor's own instructions where it has them. swift-crypto would
/// bring the same with BoringSSL to compile, which doubles the time of a first build.
public struct Digest: Sendable, Hashable, CustomStringConvertible {
  /// The 32 bytes.
  public let bytes: [UInt8]

  /// The digest of `contents`.
  public init(of contents: some Sequence<UInt8>) {
    let result: [UInt8]? = contents.withContiguousStorageIfAvailable(Self.sha256)
    bytes = result ?? Array(contents).withUnsafeBufferPointer(Self.sha256)
  }

  /// The digest of a string's UTF-8 bytes.
  public init(of text: String) {
    self.init(of: Array(text.utf8))
  }

  /// The digest that 64 hexadecimal digits name, or nil where `hex` is anything else.
  public init?(hex: some StringProtocol) {
    let digits = hex.utf8.map(Self.value(ofDigit:))
    guard digits.count == 64, !digits.contains(nil) else { return nil }
    bytes = stride(from: 0, to: 64, by: 2).map { digits[$0]! << 4 | digits[$0 + 1]! }
  }

  /// The digest of these 32 bytes; nil where there are more or fewer.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    self.bytes = Array(bytes)
  }

  /// 64 lower-case hexadecimal digits.
  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The same as `hex`.
  public var description: String { hex }

  /// `unsigned char *SHA256(const unsigned char *data, size_t count, unsigned char *md_buf)`: one call over the whole
  /// message, `md_buf` takes 32 bytes. https://docs.openssl.org/3.0/man3/SHA256_Init/
  private static func sha256(_ contents: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { result, count in
      _ = SHA256(contents.baseAddress, contents.count, result.baseAddress)
      count = 32
    }
  }

  private static func value(ofDigit digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
