import OrderedCollections

/// An object's members, in the order in which they were read or added.
///
/// Equality and hashing ignore that order; output goes through a writer, which sorts.
public struct Object: Sendable {
  private var members: OrderedDictionary<String, Value>

  public init() { members = [:] }

  public init(minimumCapacity: Int) { members = OrderedDictionary(minimumCapacity: minimumCapacity) }

  public init(
    _ pairs: some Sequence<(String, Value)>, uniquingKeysWith combine: (Value, Value) -> Value = { _, new in new }
  ) {
    members = OrderedDictionary(pairs.lazy.map { (key: $0.0, value: $0.1) }, uniquingKeysWith: combine)
  }

  public var count: Int { members.count }
  public var isEmpty: Bool { members.isEmpty }
  /// The keys in their order.
  public var keys: [String] { Array(members.keys) }

  /// Reads, sets, adds at the end or (with nil) removes a member.
  public subscript(key: String) -> Value? {
    get { members[key] }
    set { members[key] = newValue }
  }

  /// Sets a member; true where the key is new (added at the end), false where it replaced a value.
  @discardableResult
  public mutating func updateValue(_ value: Value, forKey key: String) -> Bool {
    let before = members.count
    members.updateValue(value, forKey: key)
    return members.count > before
  }

  public func contains(_ key: String) -> Bool { members.keys.contains(key) }

  /// The same members with each value transformed, in the same order.
  public func mapValues(_ transform: (Value) throws -> Value) rethrows -> Object {
    var copy = self
    copy.members = try members.mapValues(transform)
    return copy
  }
}

extension Object: Sequence {
  /// The members in their order.
  public func makeIterator() -> AnyIterator<(key: String, value: Value)> {
    var iterator = members.makeIterator()
    return AnyIterator { iterator.next().map { (key: $0.key, value: $0.value) } }
  }

  public var underestimatedCount: Int { members.count }
}

extension Object: Hashable {
  public static func == (a: Object, b: Object) -> Bool {
    a.count == b.count && a.members.allSatisfy { b.members[$0.key] == $0.value }
  }

  public func hash(into hasher: inout Hasher) {
    // Order must not count: the members' hashes are added up.
    var sum = 0
    for (key, value) in members {
      var member = Hasher()
      member.combine(key)
      member.combine(value)
      sum &+= member.finalize()
    }
    hasher.combine(sum)
  }
}

extension Object: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, Value)...) {
    self.init(elements)
  }
}
