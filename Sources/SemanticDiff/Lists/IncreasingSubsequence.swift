/// The longest part of a sequence that is in order already: what need not move.
enum IncreasingSubsequence {
  /// The places of a longest strictly increasing subsequence, ascending; in n log n steps.
  static func places(in values: [Int]) -> [Int] {
    // ends[k] is the place whose value is the least that an increasing run of k + 1 values can end with.
    var ends: [Int] = []
    var before = [Int](repeating: -1, count: values.count)
    for place in values.indices {
      var low = 0, high = ends.count
      while low < high {
        let middle = (low + high) / 2
        if values[ends[middle]] < values[place] { low = middle + 1 } else { high = middle }
      }
      if low > 0 { before[place] = ends[low - 1] }
      if low == ends.count { ends.append(place) } else { ends[low] = place }
    }
    var result: [Int] = []
    var place = ends.last ?? -1
    while place >= 0 {
      result.append(place)
      place = before[place]
    }
    return result.reversed()
  }
}
