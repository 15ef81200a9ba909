import SemanticDiff

/// Objects and their changes as items.
extension Outline {
  static func items(objects: ObjectChanges, _ text: ChangeText) -> [OutlineItem] {
    objects.added.map { OutlineItem(mark: .added, title: $0.description) }
      + objects.removed.map { OutlineItem(mark: .removed, title: $0.description) }
      + objects.changed.map { changed in
        OutlineItem(
          mark: changed.isCosmetic ? .cosmetic : .changed, title: changed.object.description,
          details: changed.changes.map { text.detail(of: $0) })
      }
  }
}
