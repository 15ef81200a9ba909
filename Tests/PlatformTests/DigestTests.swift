import Platform
import Testing

@Suite("SHA-256")
struct DigestTests {
  @Test(
    "known digests",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
  func known(text: String, hex: String) {
    #expect(Digest(of: text).hex == hex)
    #expect(Digest(hex: hex) == Digest(of: text))
  }

  @Test("what is not 64 hexadecimal digits is no digest", arguments: ["", "abc", String(repeating: "g", count: 64)])
  func malformed(hex: String) {
    #expect(Digest(hex: hex) == nil)
  }
}
