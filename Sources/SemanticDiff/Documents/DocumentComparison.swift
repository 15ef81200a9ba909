import Kubernetes
import ValueTree

/// Compares the texts that a ConfigMap or a Secret holds under one key, as the documents that they are.
struct DocumentComparison {
  /// The key in the ConfigMap or the Secret, whose ending tells the format.
  let key: String
  /// Whether nothing may be shown that is not known to be harmless.
  let isSecret: Bool

  /// The changes from one text to another, below the key's path; never empty where their bytes differ.
  func changes(from: String, to: String, at path: ChangePath) -> [Change] {
    guard !from.utf8.elementsEqual(to.utf8) else { return [] }
    let changes = documentChanges(from: from, to: to, at: path) ?? textChanges(from: from, to: to, at: path)
    return changes.isEmpty ? [Change(path: path, kind: .cosmetic)] : changes
  }

  /// A text that only one side has, as far as it may be shown.
  func shown(_ text: String) -> Value {
    guard isSecret else { return .string(SecretText.withoutCredentials(text)) }
    let content = DocumentContent(text, key: key)
    guard let tree = content.tree, let disclosure = disclosure(of: content) else {
      return .string(SecretText.digest(of: text.utf8))
    }
    return disclosure.redacted(tree)
  }

  /// nil where one of the texts is no document, or none that may be shown.
  private func documentChanges(from: String, to: String, at path: ChangePath) -> [Change]? {
    let old = DocumentContent(from, key: key), new = DocumentContent(to, key: key)
    guard let before = old.tree, let after = new.tree, let disclosure = disclosure(of: new),
      !isSecret || self.disclosure(of: old) != nil
    else { return nil }
    let place = path + .document
    if new.kind == .dashboard, old.kind == .dashboard {
      return DashboardComparison(from: before, to: after, key: key).changes.map { $0.below(place) }
    }
    let kind = old.kind == new.kind ? new.kind : .other
    // Hidden first: what is compared holds no secret any more.
    return kind.changes(from: disclosure.redacted(before), to: disclosure.redacted(after), at: place)
  }

  private func disclosure(of content: DocumentContent) -> Disclosure? {
    isSecret ? content.kind.disclosureInSecret : .unlessSensitive
  }

  private func textChanges(from: String, to: String, at path: ChangePath) -> [Change] {
    guard !isSecret else { return [Change(path: path, kind: .changed, from: shown(from), to: shown(to))] }
    return LineDifference.changes(
      from: SecretText.withoutCredentials(from), to: SecretText.withoutCredentials(to), at: path)
  }
}
