import Testing
import ValueTree

@Suite("The overlay of kubelet-probes")
struct ProbesOverlayTests {
  private static func patched(_ endpoints: String, _ settings: String) throws -> Binary.Outcome {
    try Binary.run(
      [
        "render", "--json", "-J", "libsonnet", "-e",
        """
        local config = ((import 'kubelet-probes/mixin.libsonnet') { _config+:: \(settings) })._config;
        local stack = { kubernetesControlPlane: { serviceMonitorKubelet: { spec: { \(endpoints) } } } };
        (stack + (import 'kubelet-probes/overlay.libsonnet')(config)).kubernetesControlPlane.serviceMonitorKubelet.spec
        """,
      ], in: Workspace.project)
  }

  private static func endpoints(_ settings: String) throws -> [Value] {
    let outcome = try patched("endpoints: [{}, { path: '/metrics/probes' }, { path: '/metrics/slis' }]", settings)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try JSONReader.read(outcome.output)["endpoints"]?.array ?? []
  }

  private static let path: Value = [
    "action": "replace", "sourceLabels": ["__metrics_path__"], "targetLabel": "metrics_path",
  ]
  private static let metric: Value = [
    "action": "drop", "regex": "process_start_time_seconds", "sourceLabels": ["__name__"],
  ]
  private static let target: Value = [
    "action": "drop", "regex": "/metrics/probes", "sourceLabels": ["__metrics_path__"],
  ]

  @Test("drops the series, the target or nothing, and keeps metrics_path on every endpoint")
  func modes() throws {
    let series = try Self.endpoints("{}")
    #expect(series.map { $0["relabelings"] } == [[Self.path], [Self.path], [Self.path]])
    #expect(series.map { $0["metricRelabelings"] } == [nil, [Self.metric], [Self.metric]])
    let target = try Self.endpoints("{ probes: 'target' }")
    #expect(target.map { $0["relabelings"] } == [[Self.path], [Self.target, Self.path], [Self.path]])
    let keep = try Self.endpoints("{ probes: 'keep' }")
    #expect(keep.map { $0["relabelings"] } == [[Self.path], [Self.path], [Self.path]])
    #expect(keep.allSatisfy { $0["metricRelabelings"] == nil })
  }

  @Test(
    "a stack with nothing to patch is an error, unless nothing is asked for",
    arguments: [
      (
        "endpoints: [{ path: '/metrics' }, { path: '/metrics/cadvisor' }]", "{}",
        "kubelet-probes: the kubelet ServiceMonitor has no endpoint /metrics/probes to patch, only /metrics, "
          + "/metrics/cadvisor; set probes: keep"
      ),
      ("endpoints: []", "{ probes: 'target' }", "has no endpoint /metrics/probes to patch"),
      ("endpoints: []", "{ probes: 'keep' }", nil),
      ("x: 1", "{}", "kubelet-probes: the stack has no kubelet ServiceMonitor to patch; switch the library off"),
      ("endpoints: []", "{ probes: 'taget' }", "kubelet-probes: probes is 'taget'; known are keep, series, target"),
    ])
  func loud(endpoints: String, settings: String, message: String?) throws {
    let outcome = try Self.patched(endpoints, settings)
    #expect((outcome.status == 0) == (message == nil))
    #expect(message.map { outcome.errors.contains($0) } ?? outcome.errors.isEmpty)
  }
}
