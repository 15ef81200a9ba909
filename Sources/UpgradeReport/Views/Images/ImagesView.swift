import Kubernetes
import ValueTree

/// The images that differ between two builds.
enum ImagesView {
  /// In the order of objects, places and repositories.
  static func changes(_ objects: [ObjectPair]) -> [ImageChange] {
    objects.flatMap(changes).sorted {
      ($0.object, $0.container, $0.repository, $0.from ?? "", $0.to ?? "")
        < ($1.object, $1.container, $1.repository, $1.from ?? "", $1.to ?? "")
    }
  }

  private static func changes(of pair: ObjectPair) -> [ImageChange] {
    var olds = Dictionary(grouping: pair.from.map { ImagePlaces.all(in: $0.value) } ?? [], by: \.key)
    var changes: [ImageChange] = []
    for new in pair.to.map({ ImagePlaces.all(in: $0.value) }) ?? [] {
      // A place may stand twice in an object that the API would refuse; then the first goes with the first.
      let old = olds[new.key]?.first
      olds[new.key]?.removeFirst(old == nil ? 0 : 1)
      if let change = change(pair.reference, from: old, to: new) { changes.append(change) }
    }
    let gone = olds.sorted { $0.key.lexicographicallyPrecedes($1.key) }.flatMap(\.value)
    return changes + gone.compactMap { change(pair.reference, from: $0, to: nil) }
  }

  private static func change(
    _ object: ObjectReference, from: ImagePlaces.Place?, to: ImagePlaces.Place?
  ) -> ImageChange? {
    guard let place = to ?? from else { return nil }
    if let from, let to, from.image.isSameImage(as: to.image) { return nil }
    let isSameRepository = from.map { $0.image.fullRepository == place.image.fullRepository } ?? true
    return ImageChange(
      object: object, container: place.name, repository: place.image.repository,
      from: from.map { isSameRepository ? $0.image.version : $0.image.description },
      to: to?.image.version, bump: isSameRepository ? bump(from?.image, to?.image) : .other)
  }

  private static func bump(_ from: ImageReference?, _ to: ImageReference?) -> ImageChange.Bump {
    guard let from, let to, let old = ImageVersion(from.version), let new = ImageVersion(to.version) else {
      return .other
    }
    return old.bump(to: new)
  }
}
