import OrderedCollections

/// An object's members, in the order in which they were read or added.
///
///     var labels: Object = ["app": "prometheus"]
///     labels["team"] = "core"
///     labels.keys                                          // ["app", "team"]
///     labels == ["team": "core", "app": "prometheus"]      // true
///
/// Keys are the same when their bytes are. Equality and hashing ignore the order; output goes through a writer, which
/// sorts.
public struct Object: Sendable {
  /// A key by its bytes; `String`'s own equality takes canonically equivalent texts for one.
  private struct Name: Hashable, Sendable {
    var text: String

    init(_ text: String) { self.text = text }

    static func == (a: Name, b: Name) -> Bool { a.text.hasSameBytes(as: b.text) }
    func hash(into hasher: inout Hasher) { hasher.combine(text) }
  }

  private var members: OrderedDictionary<Name, Value>

  /// An object without members.
  public init() { members = [:] }

  /// An object without members, with room for as many as are to come.
  public init(minimumCapacity: Int) { members = OrderedDictionary(minimumCapacity: minimumCapacity) }

  /// The members in the order of the pairs; `combine` decides about a key that stands twice.
  public init(
    _ pairs: some Sequence<(String, Value)>, uniquingKeysWith combine: (Value, Value) -> Value = { _, new in new }
  ) {
    members = OrderedDictionary(pairs.lazy.map { (key: Name($0.0), value: $0.1) }, uniquingKeysWith: combine)
  }

  /// How many members there are.
  public var count: Int { members.count }
  /// Whether there is no member.
  public var isEmpty: Bool { members.isEmpty }
  /// The keys in their order.
  public var keys: [String] { members.keys.map(\.text) }

  /// Reads, sets, adds at the end or (with nil) removes a member.
  public subscript(key: String) -> Value? {
    get { members[Name(key)] }
    set { members[Name(key)] = newValue }
  }

  /// Sets a member; true where the key is new (added at the end), false where it replaced a value.
  @discardableResult
  public mutating func updateValue(_ value: Value, forKey key: String) -> Bool {
    let before = members.count
    members.updateValue(value, forKey: Name(key))
    return members.count > before
  }

  /// Whether there is a member with this key, `null` or not, by the key's bytes.
  public func contains(_ key: String) -> Bool { members.keys.contains(Name(key)) }

  /// Where a key stands in the order of the members; nil where it is none.
  public func index(of key: String) -> Int? { members.index(forKey: Name(key)) }

  /// The same members with each value transformed, in the same order.
  ///
  /// - Throws: what `transform` throws, at the first value where it does.
  public func mapValues(_ transform: (Value) throws -> Value) rethrows -> Object {
    var copy = self
    copy.members = try members.mapValues(transform)
    return copy
  }
}

extension Object: Sequence {
  /// Gives the members in their order.
  public struct Iterator: IteratorProtocol {
    private var members: OrderedDictionary<Name, Value>.Iterator

    fileprivate init(_ object: Object) { members = object.members.makeIterator() }

    /// The next member; nil after the last.
    public mutating func next() -> (key: String, value: Value)? {
      members.next().map { (key: $0.key.text, value: $0.value) }
    }
  }

  public func makeIterator() -> Iterator { Iterator(self) }

  /// The exact count, so that an array of the members is made with one allocation.
  public var underestimatedCount: Int { members.count }
}

/// Equal with the same members in any order.
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
  /// A key that stands twice keeps its first place and its last value.
  public init(dictionaryLiteral elements: (String, Value)...) {
    self.init(elements)
  }
}
