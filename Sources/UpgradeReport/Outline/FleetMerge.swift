/// Makes one list of the items of many clusters: what several clusters have alike is told once.
enum FleetMerge {
  /// Items sorted by mark, title, context and note. The details of items that are alike are gathered: each knows the
  /// clusters that it is true of. They stand in the order in which they are first said, those about one subject
  /// together.
  static func merge(_ clusters: [(name: String, items: [OutlineItem])]) -> [OutlineItem] {
    var merged: [OutlineItem.Key: Gathered] = [:]
    for (name, items) in clusters {
      for item in items { merged[item.key, default: Gathered(item)].add(item, of: name) }
    }
    return merged.sorted { $0.key < $1.key }.map(\.value.item)
  }

  /// One item of several clusters, as it grows.
  private struct Gathered {
    private var first: OutlineItem
    private var clusters: [String] = []
    /// In the order in which they were first said.
    private var subjects: [String] = []
    private var details: [String: [OutlineDetail]] = [:]

    init(_ first: OutlineItem) { self.first = first }

    var item: OutlineItem {
      var item = first
      item.clusters = clusters
      item.details = subjects.flatMap { details[$0] ?? [] }
      return item
    }

    mutating func add(_ other: OutlineItem, of cluster: String) {
      // One cluster may say the same twice, of two rules that are alike: then it is one item with the details of both.
      if clusters.last != cluster { clusters.append(cluster) }
      for detail in other.details { add(detail, of: cluster) }
    }

    private mutating func add(_ detail: OutlineDetail, of cluster: String) {
      var variants = details[detail.subject] ?? []
      if variants.isEmpty { subjects.append(detail.subject) }
      let place = variants.firstIndex { $0.lines == detail.lines && $0.isCosmetic == detail.isCosmetic }
      if let place {
        if variants[place].clusters.last != cluster { variants[place].clusters.append(cluster) }
      } else {
        var detail = detail
        detail.clusters = [cluster]
        variants.append(detail)
      }
      details[detail.subject] = variants
    }
  }
}
