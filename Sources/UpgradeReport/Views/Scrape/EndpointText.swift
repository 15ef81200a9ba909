import Kubernetes
import ValueTree

/// An endpoint in words.
enum EndpointText {
  /// What tells it from the others: `port https-metrics /metrics/probes`, with its parameters.
  static func name(_ endpoint: MonitorView.Endpoint) -> String {
    let parameters = endpoint.parameters.map { "\($0.name)=\($0.values.joined(separator: ","))" }
    let query = parameters.isEmpty ? "" : "?" + parameters.joined(separator: "&")
    return (endpoint.port.map { "port \($0) " } ?? "") + (endpoint.metricsPath ?? "/metrics") + query
  }

  /// What a reader wants to know of an endpoint that is new or gone.
  static func lines(_ endpoint: MonitorView.Endpoint) -> [String] {
    [endpoint.interval.map { "interval \($0)" }, endpoint.scheme.map { "scheme \($0)" }].compactMap(\.self)
      + SeriesFilter.lines(from: SeriesFilter([]), to: SeriesFilter(endpoint.metricRelabelings))
  }
}
