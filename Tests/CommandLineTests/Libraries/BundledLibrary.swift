import Foundation
import Testing
import ValueTree

/// One of the libraries that come with monigen, evaluated by itself.
struct BundledLibrary: CustomTestStringConvertible {
  static let all = ["cloudnative-pg", "kubelet-certificates", "kubelet-probes", "velero"].map(BundledLibrary.init)

  var name: String
  var testDescription: String { name }

  /// Settings that leave no alert out.
  private var complete: String { name == "cloudnative-pg" ? "{ backupRequired: true }" : "{}" }

  func read(_ file: String) throws -> String {
    try String(contentsOf: Workspace.project.appending(path: "libsonnet/\(name)/\(file)"), encoding: .utf8)
  }

  /// `{ alerts, rules, dashboards }` of the mixin.
  func mixin(_ settings: String = "{}") throws -> Value {
    let program = """
      local mixin = (import '\(name)/mixin.libsonnet') { _config+:: \(complete) + \(settings) };
      local rules(field) = [
        rule + { group: group.name }
        for group in (if std.objectHasAll(mixin, field) then mixin[field].groups else [])
        for rule in group.rules
      ];
      {
        alerts: rules('prometheusAlerts'),
        records: rules('prometheusRules'),
        dashboards: std.get(mixin, 'grafanaDashboards', {}),
      }
      """
    let outcome = try Binary.run(
      ["render", "--json", "-J", "libsonnet", "-e", program], in: Workspace.project)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try JSONReader.read(outcome.output)
  }
}
