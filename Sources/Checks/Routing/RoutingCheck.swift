import Diagnostics
import Kubernetes
import Relabeling

/// Routes and inhibitions of Alertmanager that name an alert which no rule has: notifications that nobody gets.
///
///     RoutingCheck.findings(in: objects, alerts: ["Watchdog"]).map(\.message)
///     // ["no alert is called 'Watchdogs', so that this route never takes one"]
///
/// So are configurations that Alertmanager refuses. Only matchers of `alertname` can be judged: other labels come from
/// targets too. What receivers hold is never read.
package enum RoutingCheck {
  /// The code of the findings about matchers that fit no alert.
  package static let unknownAlert = "unknown-alert"
  /// The code of the findings about matchers that Alertmanager refuses.
  package static let invalidMatcher = "invalid-matcher"

  /// One finding for each document and matcher that Alertmanager refuses, then one for each matcher that no alert fits,
  /// and for each name in one, in the order of objects, routes and rules.
  ///
  /// - Parameters:
  ///   - objects: all objects of a build, its Secrets for Alertmanager and AlertmanagerConfigs among them.
  ///   - alerts: the names of all alerts of the build; where there are none, nothing is known of them.
  package static func findings(in objects: ObjectSet, alerts: Set<String>) -> [Finding] {
    let names = alerts.sorted()
    // Alertmanager anchors as Prometheus 2 does.
    var pool = RegularExpressionPool(dialect: .two)
    let nodes = RoutingNode.all(in: objects)
    let refused = RefusedRouting.documents(in: objects) + RefusedRouting.matchers(of: nodes)
    return refused + AlertMatcher.all(of: nodes).flatMap { place -> [Finding] in
      guard place.matcher.comparison.isRegex else { return equality(place, names) }
      do throws(RegularExpression.Problem) {
        let expression = try pool.expression(place.matcher.value)
        return pattern(place, expression, names)
      } catch {
        return invalid(place, error)
      }
    }
  }

  private static func equality(_ place: AlertMatcher, _ names: [String]) -> [Finding] {
    let matcher = place.matcher
    guard matcher.label == "alertname", matcher.comparison == .equal, !matcher.value.isEmpty, !names.isEmpty,
      !names.contains(matcher.value)
    else { return [] }
    return [finding(place, missing: matcher.value, names)]
  }

  private static func pattern(
    _ place: AlertMatcher, _ expression: RegularExpression, _ names: [String]
  ) -> [Finding] {
    let matcher = place.matcher
    guard matcher.label == "alertname", matcher.comparison == .matches, !names.isEmpty else { return [] }
    if let alternatives = plainAlternatives(of: matcher.value) {
      return alternatives.filter { !names.contains($0) }.map { finding(place, missing: $0, names) }
    }
    guard !expression.matches(""), !names.contains(where: expression.matches) else { return [] }
    return [
      Finding(
        .warning, code: unknownAlert, object: place.node.object, path: place.node.path, culprit: matcher.value,
        message: "no alert has a name like '\(matcher.value)', so that this \(place.node.role.consequence)",
        hint: "name an alert that a rule has, or remove it")
    ]
  }

  private static func finding(_ place: AlertMatcher, missing name: String, _ names: [String]) -> Finding {
    Finding(
      .warning, code: unknownAlert, object: place.node.object, path: place.node.path, culprit: name,
      message: "no alert is called '\(name)', so that this \(place.node.role.consequence)",
      hint: Suggestion.nearest(to: name, in: names).map { "did you mean '\($0)'?" }
        ?? "name an alert that a rule has, or remove it")
  }

  private static func invalid(_ place: AlertMatcher, _ problem: RegularExpression.Problem) -> [Finding] {
    guard case .invalid(let why) = problem else { return [] }
    return [
      Finding(
        .breaking, code: invalidMatcher, object: place.node.object, path: place.node.path, culprit: place.matcher.value,
        message: "'\(place.matcher.value)' is no regular expression: \(why); Alertmanager does not take the"
          + " configuration",
        hint: "mend the expression: Go's syntax, which has no look-around")
    ]
  }

  /// The names of an expression that is nothing but names with `|` between them; nil for any other.
  private static func plainAlternatives(of text: String) -> [String]? {
    var text = Substring(text)
    if text.hasPrefix("("), text.hasSuffix(")") { text = text.dropFirst(text.hasPrefix("(?:") ? 3 : 1).dropLast() }
    let names = text.split(separator: "|", omittingEmptySubsequences: false)
    let isPlain = names.allSatisfy { name in
      !name.isEmpty && name.utf8.allSatisfy { $0 > 0x7F || RelabelDialect.isWordByte($0) }
    }
    return isPlain ? names.map(String.init) : nil
  }
}

extension LabelMatcher.Operator {
  /// Whether the value is a regular expression.
  fileprivate var isRegex: Bool { self == .matches || self == .matchesNot }
}

extension RoutingNode.Role {
  /// What a matcher that fits no alert means, behind "so that this".
  fileprivate var consequence: String {
    switch self {
    case .route: "route never takes one by that name"
    case .inhibitionSource: "inhibition never mutes anything by it"
    case .inhibitionTarget: "inhibition never mutes it"
    }
  }
}
