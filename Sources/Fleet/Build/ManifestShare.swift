import Diagnostics
import Kubernetes
import Platform
import ValueTree

/// One target's share of a list that several evaluate: null stands in place of the items that are others'. No item is
/// null itself: an object of Kubernetes is not, and `main.libsonnet` refuses what else overlays may have put there.
struct ManifestShare: Sendable {
  var manifest: Manifest
  /// That of its JSON.
  var digest: Digest

  /// The list that this is a share of, with the items of all others; a manifest that is no list has no others.
  ///
  /// - Throws: a `Diagnostic` where they are not shares of one list, or an item is in none of them.
  func joined(with others: some Sequence<ManifestShare>) throws -> Manifest {
    var whole = manifest
    for share in others {
      guard var object = whole.value.object, var items = object["items"]?.array,
        let more = share.manifest.value["items"]?.array, more.count == items.count
      else { throw Self.mismatch(whole) }
      for (index, item) in more.enumerated() where items[index] == .null { items[index] = item }
      object["items"] = .array(items)
      whole.value = .object(object)
    }
    guard whole.value["items"]?.array?.contains(.null) != true else { throw Self.mismatch(whole) }
    return whole
  }

  /// Targets of one cluster see the same list, unless a library's summary is not what the library is.
  private static func mismatch(_ manifest: Manifest) -> Diagnostic {
    Diagnostic(
      "the targets of a cluster disagree on the items of \(manifest.jsonnetPath)",
      hint: "build with --no-cache; if that helps, please report it with the files that were edited before")
  }
}
