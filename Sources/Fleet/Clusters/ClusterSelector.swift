import Diagnostics
import ValueTree

/// What to select clusters by on the command line: a name, a glob, or a label.
///
///     ClusterSelector("aws-prod")   // .name("aws-prod")
///     ClusterSelector("aws-*")      // .glob("aws-*")
///     ClusterSelector("env=prod")   // .label("env", "prod")
public enum ClusterSelector: Sendable, Hashable, CustomStringConvertible {
  case name(String)
  case glob(String)
  case label(String, String)

  /// Any text is a selector: a label with `=` in it, a glob with `*` or `?`, else a name.
  public init(_ text: String) {
    if let sign = text.firstIndex(of: "=") {
      self = .label(String(text[..<sign]), String(text[text.index(after: sign)...]))
    } else {
      self = text.contains { $0 == "*" || $0 == "?" } ? .glob(text) : .name(text)
    }
  }

  /// As the user wrote it.
  public var description: String {
    switch self {
    case .name(let name), .glob(let name): name
    case .label(let key, let value): "\(key)=\(value)"
    }
  }

  var needsLabels: Bool {
    if case .label = self { true } else { false }
  }

  func matches(name: String, labels: [String: String]) -> Bool {
    switch self {
    case .name(let wanted): wanted == name
    case .glob(let glob): Glob.matches(name, glob)
    case .label(let key, let value): labels[key] == value
    }
  }

  /// People name the file too.
  private static func hint(for name: String, in names: [String]) -> String? {
    let file = String(name.split(separator: "/").last ?? "")
    let stem = [".yaml", ".json", ".jsonnet"].first(where: file.hasSuffix).map { String(file.dropLast($0.count)) }
    guard let stem, names.contains(stem) else { return Suggestion.hint(for: stem ?? name, in: names) }
    return "a cluster is picked by its name: write '\(stem)'"
  }

  /// That the selector matches none of the clusters, given by name with their labels.
  func miss(among clusters: [String: [String: String]]) -> Diagnostic {
    let names = clusters.keys.sorted()
    switch self {
    case .name(let name):
      return Diagnostic("there is no cluster '\(name)'", hint: Self.hint(for: name, in: names))
    case .glob(let glob):
      let known = names.count <= 20 ? "clusters: \(names.joined(separator: ", "))" : nil
      return Diagnostic("no cluster's name matches '\(glob)'", hint: known)
    case .label(let key, let value):
      let keys = Set(clusters.values.flatMap(\.keys)).sorted()
      guard keys.contains(key) else {
        return Diagnostic("no cluster has a label '\(key)'", hint: Suggestion.hint(for: key, in: keys))
      }
      let values = Set(clusters.values.compactMap { $0[key] }).sorted()
      return Diagnostic(
        "no cluster has the label '\(self)'", hint: Suggestion.hint(for: value, in: values))
    }
  }
}
