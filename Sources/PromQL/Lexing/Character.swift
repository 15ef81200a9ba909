/// What a byte of the text can be part of. All of PromQL outside strings and comments is ASCII.
extension UInt8 {
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isOctalDigit: Bool { self >= 0x30 && self <= 0x37 }
  var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A || self == UInt8(ascii: "_") }
  var isLetterOrDigit: Bool { isLetter || isDigit }
  var isSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
  var isLineEnd: Bool { self == 0x0A || self == 0x0D }

  /// The value of a hexadecimal digit.
  var hexadecimalValue: UInt32? {
    switch self {
    case 0x30...0x39: UInt32(self - 0x30)
    case 0x41...0x46: UInt32(self - 0x41 + 10)
    case 0x61...0x66: UInt32(self - 0x61 + 10)
    default: nil
    }
  }
}
