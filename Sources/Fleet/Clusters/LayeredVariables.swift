import Diagnostics
import ValueTree

/// Variables put together of several files, and which file says what.
struct LayeredVariables: Sendable {
  /// The weakest first.
  let layers: [LocatedValue]
  /// Which of the layers is the cluster's own file: the place of what no layer says.
  let ownLayer: Int
  /// The layers merged, without the schema's defaults.
  let merged: Value

  init(layers: [LocatedValue], ownLayer: Int) {
    self.layers = layers
    self.ownLayer = ownLayer
    merged = layers.map(\.value).reduce([:], MergePatch.merged)
  }

  /// Where the strongest layer that has a value at a path says it; else the place of the nearest value around it.
  func location(of path: ValuePath) -> SourceLocation {
    let (source, found) = source(of: path)
    return source.location(of: found)
  }

  /// As `location(of:)`, for the key.
  func location(ofKeyAt path: ValuePath) -> SourceLocation {
    let (source, found) = source(of: path)
    return found == path ? source.location(ofKeyAt: path) : source.location(of: found)
  }

  /// The source line at a place in one of the layers.
  func excerpt(at location: SourceLocation) -> String? {
    layers.lazy.compactMap { $0.source.excerpt(at: location) }.first
  }

  private func source(of path: ValuePath) -> (SourceMap, ValuePath) {
    var candidate = path
    while let parent = candidate.parent {
      if let layer = layers.last(where: { $0.value[candidate] != nil }) { return (layer.source, candidate) }
      candidate = parent
    }
    return (layers[ownLayer].source, .root)
  }
}
