import ValueTree

/// What a ServiceMonitor, PodMonitor, Probe or ScrapeConfig scrapes, read leniently.
public struct MonitorView: Sendable {
  /// One endpoint of the monitor's targets; a Probe and a ScrapeConfig have one, their `spec`.
  public struct Endpoint: Sendable {
    /// Where it stands in the object.
    public var path: ValuePath
    /// The port by name or number, as `port` or else `targetPort` says; nil where neither does.
    public var port: String?
    /// The path that is scraped; nil for `/metrics`.
    public var metricsPath: String?
    /// Query parameters, by name.
    public var parameters: [(name: String, values: [String])]
    /// How often it is scraped, as written; nil for Prometheus' global interval.
    public var interval: String?
    /// `http` or `https`, as written.
    public var scheme: String?
    /// What is done to labels of samples before they are stored, in its order.
    public var metricRelabelings: [RelabelingView]
  }

  /// In the order of the object.
  public var endpoints: [Endpoint]

  /// The view of an object; nil for one of another kind.
  public init?(_ object: Value) {
    guard object.apiGroup == "monitoring.coreos.com", let kind = object["kind"]?.string else { return nil }
    switch kind {
    case "ServiceMonitor", "PodMonitor":
      let key = Self.endpointList(of: kind)
      endpoints = (object["spec"]?[key]?.array ?? []).enumerated().compactMap {
        Endpoint($0.element, at: ValuePath("spec", .key(key), .index($0.offset)))
      }
    case "Probe", "ScrapeConfig":
      endpoints = [Endpoint(object["spec"] ?? .null, at: ValuePath("spec"))].compactMap(\.self)
    default: return nil
    }
  }

  /// The member of `spec` that lists the endpoints of a ServiceMonitor or a PodMonitor.
  public static func endpointList(of kind: String) -> String {
    kind == "PodMonitor" ? "podMetricsEndpoints" : "endpoints"
  }
}

extension MonitorView.Endpoint {
  fileprivate init?(_ value: Value, at path: ValuePath) {
    guard case .object(let endpoint) = value else { return nil }
    self.path = path
    port = (endpoint["port"] ?? endpoint["targetPort"] ?? endpoint["portNumber"])?.scalarText
    metricsPath = (endpoint["path"] ?? endpoint["metricsPath"])?.scalarText
    parameters = (endpoint["params"]?.object ?? [:]).map { ($0.key, $0.value.scalarTexts) }.sorted { $0.0 < $1.0 }
    interval = (endpoint["interval"] ?? endpoint["scrapeInterval"])?.scalarText
    scheme = endpoint["scheme"]?.scalarText
    metricRelabelings = (endpoint["metricRelabelings"]?.array ?? []).compactMap(RelabelingView.init)
  }
}
