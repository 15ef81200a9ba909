import ValueTree

/// How the items of a list are told apart, and whether their order means something.
public enum ListIdentity: Sendable, Hashable {
  /// Items that say who they are.
  case items(ItemIdentity)
  /// Members without an order: all that counts is which ones there are, and how often.
  case set
  /// Items in an order that counts, which are what they hold.
  case sequence
  /// The arguments of a command: flags in any order, everything else in its own.
  case arguments
  /// The rules of a role: what counts is which verbs they grant on which resources.
  case permissions

  /// Items with one identity of these fields and no order.
  ///
  ///     .keyed("containerPort", "protocol?TCP")
  public static func keyed(_ fields: KeyField...) -> ListIdentity {
    .items(ItemIdentity(tiers: [fields], isOrdered: false, isStrict: true))
  }

  /// As `keyed`, where the order counts: `initContainers`.
  public static func ordered(_ fields: KeyField...) -> ListIdentity {
    .items(ItemIdentity(tiers: [fields], isOrdered: true, isStrict: true))
  }

  /// Items without an order that are what they hold: one that changed is found by its likeness.
  public static let bag = ListIdentity.items(ItemIdentity(tiers: [], isOrdered: false, isStrict: false))
}

/// The fields that make an item of a list the same item on both sides.
public struct ItemIdentity: Sendable, Hashable {
  /// Tried one after another: the items that the first leaves over are matched by the second. Without any, items are
  /// what they hold.
  public var tiers: [[KeyField]]
  /// Whether an item at another place is a change.
  public var isOrdered: Bool
  /// Whether an item that no tier matched is another item. Where not, it is matched with one that is much alike.
  public var isStrict: Bool

  /// An identity by one or more tiers of fields.
  public init(tiers: [[KeyField]], isOrdered: Bool, isStrict: Bool) {
    self.tiers = tiers
    self.isOrdered = isOrdered
    self.isStrict = isStrict
  }
}

/// One field of an item's identity.
public struct KeyField: Sendable, Hashable, ExpressibleByStringLiteral {
  /// Where the field may stand in the item; the first place that has a value counts.
  public var places: [[String]]
  /// The value that an item without the field has by the API's default.
  public var standard: Value?

  /// A field by name. Dots lead into objects, bars separate alternatives, and a question mark precedes the default:
  /// `name`, `metadata.name`, `port|targetPort`, `protocol?TCP`.
  public init(_ text: String) {
    let parts = text.split(separator: "?", maxSplits: 1)
    places = (parts.first ?? "").split(separator: "|").map { $0.split(separator: ".").map(String.init) }
    standard = parts.count > 1 ? .string(String(parts[1])) : nil
  }

  /// A field at the top of the item, as a custom resource definition names it, with the default that it declares.
  public init(name: String, standard: Value?) {
    places = [[name]]
    self.standard = standard
  }

  public init(stringLiteral text: String) { self.init(text) }

  /// The field in an item: what it is called in a path, its value, and in which of `places` it stands; nil where the
  /// item has none, and there is no default.
  public func find(in item: Value) -> (name: String, value: Value, place: Int)? {
    for (number, place) in places.enumerated() {
      guard let value = Self.value(at: place, of: item) else { continue }
      // Where several fields may hold the identity, which one does is a part of it.
      let name = places.count > 1 ? place.joined(separator: ".") : place.last ?? ""
      return (name, value, number)
    }
    return standard.map { (places.first?.last ?? "", $0, 0) }
  }

  /// Whether the item itself has the field.
  public func isPresent(in item: Value) -> Bool {
    places.contains { Self.value(at: $0, of: item) != nil }
  }

  private static func value(at place: [String], of item: Value) -> Value? {
    var value: Value? = item
    for key in place { value = value?[key] }
    return value.flatMap { $0.isNull ? nil : $0 }
  }
}
