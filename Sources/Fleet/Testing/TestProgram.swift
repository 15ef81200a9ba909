import Diagnostics
import Jsonnet
import ValueTree

/// The Jsonnet programs that give rules and computed tests.
struct TestProgram {
  let cluster: Cluster
  let project: Project
  let settings: Settings
  /// Whether the settings of libraries are a cluster's own, for which only computed tests hold.
  let isOwn: Bool

  private var entry: EntryProgram { EntryProgram(cluster: cluster, project: project, settings: settings) }

  /// `{ groups: […] }` of all rules of the stack, without libraries, overlays and patches of alerts.
  ///
  /// - Throws: a `Diagnostic` where the stack is not there.
  func stack() throws -> EvaluationRequest {
    var variables = cluster.variables.object ?? [:]
    variables["libraries"] = [:]
    variables["alerts"] = [:]
    variables["overlays"] = []
    return try entry.request(
      """
      local components = (import \(JSONWriter.quoted(try entry.main())))({
        variables: \(JSONWriter.compact(.object(variables))),
        libraries: {},
        overlays: [],
      }).components;
      {
        groups: [
          group
          for component in std.objectFields(components)
          for object in std.objectFields(components[component])
          for manifest in [components[component][object]]
          if std.get(manifest, 'kind') == 'PrometheusRule'
          for group in manifest.spec.groups
        ],
      }
      """)
  }

  /// `{ plain: RULES, computed: RULES, tests: { FILE: TEST } }` of one folder, where RULES are the library's groups
  /// with the settings that its plain and its computed tests are for.
  ///
  /// - Throws: a `Diagnostic` where the stack is not there.
  func folder(_ folder: TestFolder) throws -> EvaluationRequest {
    let config = folder.hasConfig ? "import \(JSONWriter.quoted("\(folder.path)/config.json"))" : "{}"
    let own = isOwn ? cluster.variables["libraries"]?[folder.library.name] ?? [:] : [:]
    let tests = folder.computed.map { file in
      "\(JSONWriter.quoted(file)): (import \(JSONWriter.quoted("\(folder.path)/\(file)")))(settings(computed))"
    }
    return try entry.request(
      """
      local patch = import \(JSONWriter.quoted(try entry.support("lib/patch.libsonnet")));
      local mixin = import \(JSONWriter.quoted("\(folder.library.folder)/mixin.libsonnet"));
      local declared = std.get(mixin, '_config', {});
      local plain = \(config);
      local computed = \(JSONWriter.compact(own)) + \(isOwn ? "{}" : "plain");
      local configured(given) = mixin { _config+:: patch(declared, given) };
      local settings(given) = configured(given)._config;
      local groups(given) = std.flattenArrays([
        std.get(std.get(configured(given), field, {}), 'groups', [])
        for field in ['prometheusAlerts', 'prometheusRules']
      ]);
      { plain: groups(plain), computed: groups(computed), tests: { \(tests.joined(separator: ", ")) } }
      """)
  }
}
