import Kubernetes
import Schema
import ValueTree

/// A relabeling rule as far as it decides between two endpoints: what it drops, and which label it sets to what.
struct RelabelRule: Sendable, Hashable {
  /// In lower case; `replace` where the rule says none.
  var action: String
  var sourceLabels: [String]
  var separator: String
  var regex: String
  var targetLabel: String?
  var replacement: String

  /// The rules of a list; what is no rule is left out.
  static func all(in value: Value?) -> [RelabelRule] {
    (value?.array ?? []).filter { $0.object != nil }.map(RelabelRule.init)
  }

  private init(_ value: Value) {
    action = value["action"]?.string?.lowercased() ?? "replace"
    sourceLabels = (value["sourceLabels"] ?? .null).scalarTexts
    separator = value["separator"]?.string ?? ";"
    regex = value["regex"]?.string ?? "(.*)"
    targetLabel = value["targetLabel"]?.string
    replacement = value["replacement"]?.string ?? "$1"
  }

  /// Whether it drops what has exactly these labels among others; false where that is not certain.
  func removes(_ known: [String: String]) -> Bool {
    guard action == "drop" || action == "keep", let text = text(of: known), let matches = Self.matches(regex, text)
    else { return false }
    return matches == (action == "drop")
  }

  /// Whether a rule that works on names of labels removes this one.
  func removes(label: String) -> Bool {
    switch action {
    case "labeldrop": Self.matches(regex, label) == true
    case "labelkeep": Self.matches(regex, label) == false
    default: false
    }
  }

  /// The value that it gives its label, where that follows from labels that are known; nil where it does not.
  func value(of known: [String: String]) -> String? {
    guard action == "replace", let text = text(of: known), Self.matches(regex, text) == true else { return nil }
    if !replacement.contains("$") { return replacement }
    let takesAll = regex == "(.*)" || regex == "(.+)"
    return takesAll && ["$1", "${1}"].contains(replacement) ? text : nil
  }

  private func text(of known: [String: String]) -> String? {
    let values = sourceLabels.compactMap { known[$0] }
    return values.count == sourceLabels.count ? values.joined(separator: separator) : nil
  }

  /// Relabeling's expressions match the whole text. nil for an expression that is not understood here.
  private static func matches(_ regex: String, _ text: String) -> Bool? {
    guard text.utf8.count <= 1000, regex.utf8.count <= 1000, let pattern = try? Pattern("^(\(regex))$") else {
      return nil
    }
    return pattern.matches(text)
  }
}
