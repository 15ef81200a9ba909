import ValueTree

/// Puts together again what the shares of a `ShareConsumer` gave.
enum Shares {
  /// The object that the whole program evaluates to; nil where these are not its shares.
  ///
  /// - Parameter shares: in their order; nil stands for one that could not be read, without which there is no whole.
  static func joined(_ shares: [Value?]) -> Value? {
    let lists = shares.compactMap { $0?.array }
    guard let count = lists.first?.count, lists.count == shares.count, lists.allSatisfy({ $0.count == count }) else {
      return nil
    }
    var object = Object(minimumCapacity: count)
    for number in 0..<count {
      guard let (key, value) = member(number, of: lists), object.updateValue(value, forKey: key) else { return nil }
    }
    return .object(object)
  }

  private static func member(_ number: Int, of lists: [[Value]]) -> (key: String, value: Value)? {
    guard let own = lists[number % lists.count][number].array, let key = own.first?.string else { return nil }
    switch own.count {
    case 2: return (key, own[1])
    case 4:
      guard let before = own[1].object, let behind = own[3].object else { return nil }
      // The key's own share has the first item, the share behind it the second.
      let others = (1..<lists.count).map { lists[($0 + number) % lists.count][number].array?.first }
      guard let items = own[2]["value"] ?? interleaved([own[2]] + others) else { return nil }
      var object = before
      object["items"] = items
      for (name, value) in behind { object[name] = value }
      return (key, .object(object))
    default: return nil
    }
  }

  /// One item of each list in turn.
  private static func interleaved(_ parts: [Value?]) -> Value? {
    let lists = parts.compactMap { $0?.array }
    guard lists.count == parts.count, let longest = lists.first?.count else { return nil }
    let items = (0..<longest).flatMap { index in lists.compactMap { $0.indices.contains(index) ? $0[index] : nil } }
    return items.count == lists.reduce(0) { $0 + $1.count } ? .array(items) : nil
  }
}
