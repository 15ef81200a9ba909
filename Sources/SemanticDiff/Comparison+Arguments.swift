import Kubernetes
import ValueTree

extension Comparison {
  /// Compares two argument lists: flags by name wherever they stand, everything else in its order.
  ///
  ///     args[--storage.tsdb.retention.time] changed "--storage.tsdb.retention.time=1d" -> "…=15d"
  mutating func compareArguments(_ from: [Value], _ to: [Value], _ ends: (start: Int, end: Int)) {
    let old = ArgumentList(from), new = ArgumentList(to)
    let match = FlagMatch(old.flags, new.flags)
    for place in match.removed { noteFlag(old.flags[place], of: from, .removed, old) }
    for (oldPlace, newPlace) in match.pairs {
      let flag = old.flags[oldPlace], other = new.flags[newPlace]
      descendToFlag(other, new) { comparison in
        comparison.compareArgument(from, flag.place, to, other.place)
        comparison.compareArgument(from, flag.valuePlace, to, other.valuePlace)
      }
    }
    for place in match.added { noteFlag(new.flags[place], of: to, .added, new) }
    compareRest(from, old.rest, to, new.rest)
  }

  private mutating func noteFlag(
    _ flag: ArgumentList.Flag, of items: [Value], _ kind: Change.Kind, _ list: ArgumentList
  ) {
    descendToFlag(flag, list) { comparison in
      for place in [flag.place, flag.valuePlace].compactMap({ $0 }) {
        comparison.note(items[place], at: place, kind)
      }
    }
  }

  /// Into the flag's name; its place in the list is added for each argument on its own.
  private mutating func descendToFlag(
    _ flag: ArgumentList.Flag, _ list: ArgumentList, _ work: (inout Comparison) -> Void
  ) {
    let isRepeated = list.counts[flag.name, default: 0] > 1
    let name = Value.string(isRepeated ? flag.text : flag.name)
    descend(.member(ItemLabels.text(of: name, limit: Self.memberLimit)), work)
  }

  private mutating func compareArgument(_ from: [Value], _ oldPlace: Int?, _ to: [Value], _ newPlace: Int?) {
    switch (oldPlace, newPlace) {
    case (let old?, let new?):
      place(.index(old), .index(new)) { $0.compare(from[old], to[new], as: .unknown) }
    case (let old?, nil): note(from[old], at: old, .removed)
    case (nil, let new?): note(to[new], at: new, .added)
    case (nil, nil): break
    }
  }

  private mutating func note(_ value: Value, at index: Int, _ kind: Change.Kind) {
    place(.index(index), .index(index)) {
      $0.append(kind, from: kind == .removed ? value : nil, to: kind == .added ? value : nil)
    }
  }

  /// Arguments that are no flags mean something by their order.
  private mutating func compareRest(_ from: [Value], _ oldPlaces: [Int], _ to: [Value], _ newPlaces: [Int]) {
    let old = oldPlaces.map { from[$0] }, new = newPlaces.map { to[$0] }
    let ends = ListMatch.commonEnds(old, new)
    var matcher = ListMatcher(old, new, ends: ends, identity: .sequence)
    let match = matcher.match()
    for place in match.removed.map({ oldPlaces[$0] }) {
      descend(.index(place), .index(place), .index(place)) { $0.append(.removed, from: from[place], to: nil) }
    }
    for pair in match.pairs {
      let oldPlace = oldPlaces[pair.from], newPlace = newPlaces[pair.to]
      descend(.index(newPlace), .index(oldPlace), .index(newPlace)) { comparison in
        if pair.isMoved {
          comparison.append(.moved, from: .number(Number(oldPlace)), to: .number(Number(newPlace)))
        }
        comparison.compare(from[oldPlace], to[newPlace], as: .unknown)
      }
    }
    for place in match.added.map({ newPlaces[$0] }) { noteAddition(to[place], at: place, .index(place)) }
  }
}
