import Kubernetes
import ValueTree

/// The values of the label `job` that a build's targets get.
package struct KnownJobs: Sendable {
  /// By value where it comes from, in the order of the build's objects.
  private var sources: [String: [ObjectReference]] = [:]
  /// The objects whose targets may get other values, each once: the build does not tell which.
  package private(set) var openings: [ObjectReference] = []

  init(_ endpoints: [ScrapedEndpoint], others: [ObjectReference]) {
    for endpoint in endpoints {
      for job in endpoint.jobs {
        if let job {
          add(endpoint.endpoint.monitor, to: &sources[job, default: []])
        } else {
          add(endpoint.endpoint.monitor, to: &openings)
        }
      }
      // What it scrapes may bring a job of its own, as a Pushgateway does; no part of Kubernetes does.
      if endpoint.endpoint.honorsLabels, endpoint.component == nil { add(endpoint.endpoint.monitor, to: &openings) }
    }
    for other in others { add(other, to: &openings) }
  }

  private func add(_ object: ObjectReference, to list: inout [ObjectReference]) {
    if !list.contains(object) { list.append(object) }
  }

  /// Every value that is known, sorted.
  package var names: [String] { sources.keys.sorted() }

  /// Whether there can be no other values.
  package var isClosed: Bool { openings.isEmpty }

  /// What gives its targets this value; empty where nothing is known to do so.
  package func sources(of job: String) -> [ObjectReference] { sources[job] ?? [] }

  /// Whether some target has this value; nil where that is not certain.
  package func contains(_ job: String) -> Bool? {
    if sources[job] != nil { return true }
    return isClosed ? false : nil
  }

  /// What may bring values from elsewhere: senders, and configurations that are not in the build.
  static func openings(in servers: [PrometheusServer], unread: [ObjectReference]) -> [ObjectReference] {
    servers.filter { server in
      server.spec["enableRemoteWriteReceiver"]?.bool == true || server.spec["enableOTLPReceiver"]?.bool == true
        || server.hasFeature("remote-write-receiver") || server.hasFeature("otlp-write-receiver")
    }
    .map(\.object) + unread
  }
}
