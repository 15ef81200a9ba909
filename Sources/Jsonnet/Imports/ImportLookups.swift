/// The places where imports were looked for. One evaluation fills it, on its own thread.
final class ImportLookups {
  private var found: [String: String?] = [:]

  /// In the order of the paths.
  var all: [EvaluationOutput.Lookup] {
    found.sorted { $0.key < $1.key }.map { EvaluationOutput.Lookup(path: $0.key, realPath: $0.value) }
  }

  func note(_ path: String, _ realPath: String?) { found[path] = .some(realPath) }
}
