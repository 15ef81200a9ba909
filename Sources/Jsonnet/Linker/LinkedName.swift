/// The names of the linker's variables: as many bytes as the keyword `import`, whose place they take.
struct LinkedName {
  static let first = UInt8(ascii: "_")
  private static let digits = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)

  private let reserved: Set<[UInt8]>
  private var next = 0

  /// Gives no name that is among `reserved`.
  init(reserved: Set<[UInt8]>) { self.reserved = reserved }

  /// `_00000`, `_00001`, …
  mutating func make() -> [UInt8] {
    while true {
      var rest = next
      var name: [UInt8] = []
      for _ in 0..<5 {
        name.append(Self.digits[rest % Self.digits.count])
        rest /= Self.digits.count
      }
      next += 1
      name.append(Self.first)
      name.reverse()
      if !reserved.contains(name) { return name }
    }
  }
}
