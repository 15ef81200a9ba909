/// Makes one list of the items of many clusters: what several clusters have alike is told once.
enum FleetMerge {
  /// Items sorted by mark, title, context and note. The details of items that are alike are gathered: each knows the
  /// clusters that it is true of, and stands where the first of them has it.
  static func merge(_ clusters: [(name: String, items: [OutlineItem])]) -> [OutlineItem] {
    var merged: [OutlineItem.Key: Gathered] = [:]
    for (name, items) in clusters {
      for item in items { merged[item.key, default: Gathered(item)].add(item, of: name) }
    }
    return merged.sorted { $0.key < $1.key }.map(\.value.item)
  }

  /// One item of several clusters, as it grows.
  private struct Gathered {
    var item: OutlineItem
    /// Where each detail stands in the item.
    private var places: [OutlineDetail: Int] = [:]

    init(_ first: OutlineItem) {
      item = first
      item.details = []
      item.clusters = []
    }

    mutating func add(_ other: OutlineItem, of cluster: String) {
      // One cluster may say the same twice, of two rules that are alike: then it is one item with the details of both.
      if item.clusters.last != cluster { item.clusters.append(cluster) }
      for detail in other.details {
        let place = places[detail] ?? item.details.count
        if place == item.details.count {
          places[detail] = place
          item.details.append(detail)
        }
        if item.details[place].clusters.last != cluster { item.details[place].clusters.append(cluster) }
      }
    }
  }
}
