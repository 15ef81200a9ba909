import SemanticDiff

/// Objects and their changes as items.
extension Outline {
  static func items(objects: ObjectChanges, _ text: ChangeText) -> [OutlineItem] {
    objects.added.map { OutlineItem(mark: .added, title: $0.description) }
      + objects.removed.map { OutlineItem(mark: .removed, title: $0.description) }
      + objects.changed.map { changed in
        OutlineItem(
          mark: changed.isCosmetic ? .cosmetic : .changed, title: changed.object.description,
          note: isOnlyVersioned(changed) ? onlyVersioned : "",
          details: changed.changes.map { text.detail(of: $0) })
      }
  }

  /// The note of an object in which nothing but its version label changed, as in most objects of an upgrade.
  static let onlyVersioned = "only its version label"

  private static func isOnlyVersioned(_ changed: ObjectChanges.Changed) -> Bool {
    let changes = changed.changes.filter { $0.kind != .cosmetic }
    return !changes.isEmpty && changes.allSatisfy { $0.path.steps.last == .key("app.kubernetes.io/version") }
  }
}
