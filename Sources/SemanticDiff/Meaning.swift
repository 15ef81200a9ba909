import Kubernetes
import ValueTree

/// Whether two values that are written differently mean the same.
enum Meaning {
  /// True only where both values can be read as what the field holds: a quantity, a duration, a port, an image.
  static func isSame(_ from: Value, _ to: Value, as type: FieldType) -> Bool {
    switch type {
    case .quantity: same(Quantity(from), Quantity(to))
    case .byteSize: same(from.string.flatMap(Quantity.init(bytes:)), to.string.flatMap(Quantity.init(bytes:)))
    case .duration: same(from.string.flatMap(TimeSpan.init), to.string.flatMap(TimeSpan.init))
    case .integerOrString: same(digits(of: from), digits(of: to))
    case .expression: same(from.string.map(ExpressionLayout.removed), to.string.map(ExpressionLayout.removed))
    case .image: isSameImage(from.string.flatMap(ImageReference.init), to.string.flatMap(ImageReference.init))
    default: false
    }
  }

  private static func same<Meaning: Equatable>(_ a: Meaning?, _ b: Meaning?) -> Bool { a != nil && a == b }

  private static func isSameImage(_ a: ImageReference?, _ b: ImageReference?) -> Bool {
    guard let a, let b else { return false }
    return a.isSameImage(as: b)
  }

  /// An integer, also one that stands in quotes.
  private static func digits(of value: Value) -> Int? { value.integer ?? value.string.flatMap { Int($0) } }
}
