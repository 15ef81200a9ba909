/// The kubelet's four paths of metrics: each with what tells it, three of them with the start time of the one process.
enum SimulatedKubelet {
  /// A node that has so much to tell on `/metrics` that it takes longer than the shortest scrape interval.
  static func start(slowness: Duration) throws -> LoopbackServer {
    try LoopbackServer { path in
      switch path {
      case "/metrics": LoopbackServer.Answer(body: process + "kubelet_running_pods 12\n", delay: slowness)
      case "/metrics/cadvisor":
        LoopbackServer.Answer(body: "container_cpu_usage_seconds_total{id=\"/a\",image=\"a\",name=\"a\",pod=\"a\"} 1\n")
      case "/metrics/probes":
        LoopbackServer.Answer(body: process + "prober_probe_total{probe_type=\"Liveness\",result=\"successful\"} 5\n")
      case "/metrics/slis":
        LoopbackServer.Answer(body: process + "kubernetes_healthcheck{name=\"ping\",type=\"healthz\"} 1\n")
      default: nil
      }
    }
  }

  private static let process = "process_start_time_seconds 1.7e+09\n"
}
