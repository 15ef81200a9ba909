import Kubernetes
import ValueTree

/// What an endpoint scrapes, as far as two endpoints can be known to scrape the same.
struct ScrapeTarget: Sendable {
  /// Equal for endpoints that select the same.
  enum Key: Sendable, Hashable {
    /// A part of Kubernetes that every cluster has, by its name.
    case component(String, kind: String)
    /// A Service of the build.
    case service(ObjectReference)
    /// Nothing but the selector is known.
    case selector(Value, kind: String)
  }

  let key: Key
  /// The part of Kubernetes that it is, if it is one.
  let component: KnownComponent?
  /// Labels that its Service or Pod is known to have.
  let labels: [String: String]
  /// The name of its Service, where that is known.
  let service: String?

  init(of endpoint: ScrapeEndpoint, among services: [ObjectSet.Entry]) {
    let kind = endpoint.monitor.kind
    component = KnownComponent(selectedBy: endpoint.matchLabels)
    let found = kind == "ServiceMonitor" ? Self.service(for: endpoint, among: services) : nil
    var labels = endpoint.matchLabels
    for (name, value) in found?.value["metadata"]?["labels"]?.object ?? [:] { labels[name] = value.scalarText }
    self.labels = labels
    service = found?.reference.name ?? component?.service
    if let component {
      key = .component(component.name, kind: kind)
    } else if let found {
      key = .service(found.reference)
    } else {
      key = .selector(endpoint.selector, kind: kind)
    }
  }

  /// The only Service of the build that the endpoint selects; nil where there is none, or where the selector says more
  /// than labels.
  private static func service(for endpoint: ScrapeEndpoint, among services: [ObjectSet.Entry]) -> ObjectSet.Entry? {
    let found = services.filter(endpoint.selects)
    return found.count == 1 ? found.first : nil
  }
}
