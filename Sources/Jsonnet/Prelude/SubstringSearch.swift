/// `std.findSubstr`: where a text occurs in another.
enum SubstringSearch {
  /// The places, as numbers of Unicode scalars, overlapping ones too. None where either text is empty.
  ///
  /// - Parameter texts: the serialised array of what to look for and where.
  /// - Returns: nil where the library has to do it: for a text with a NUL.
  static func places(_ texts: UnsafeBufferPointer<UInt8>) -> [Int]? {
    guard let parts = SerialisedReader.elements(of: texts), parts.count == 2,
      let pattern = SerialisedReader.decoded(parts[0]), let text = SerialisedReader.decoded(parts[1])
    else { return nil }
    guard let first = pattern.first, pattern.count <= text.count else { return [] }
    var places: [Int] = []
    var place = 0
    // Where a scalar starts, so does one of the pattern: bytes tell.
    for (index, byte) in text[...(text.count - pattern.count)].enumerated() where byte & 0xC0 != 0x80 {
      if byte == first, text[index...].starts(with: pattern) { places.append(place) }
      place += 1
    }
    return places
  }
}
