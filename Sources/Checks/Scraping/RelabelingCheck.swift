import Kubernetes
import Relabeling
import ValueTree

/// Relabeling that cannot work: steps that Prometheus refuses, and those that take a sample's name away.
package enum RelabelingCheck {
  /// The code of the findings.
  package static let code = "invalid-relabeling"

  /// One finding for each step, in the order of monitors, endpoints and steps.
  ///
  /// - Parameter objects: all objects of a build.
  package static func findings(in objects: ObjectSet) -> [Finding] {
    ScrapedSeries.allEndpoints(in: objects).endpoints.flatMap { endpoint -> [Finding] in
      let lists = [
        (endpoint.relabelings, endpoint.spelling.relabelings),
        (endpoint.metricRelabelings, endpoint.spelling.metricRelabelings),
      ]
      let refused = lists.flatMap { list, name in
        list.problems.compactMap { place, problem in
          refusal(problem, at: "\(endpoint.place).\(name)[\(place)]", of: endpoint)
        }
      }
      return refused + nameless(endpoint)
    }
  }

  private static func refusal(_ problem: RelabelProblem, at path: String, of endpoint: ScrapeEndpoint) -> Finding? {
    if case .regexTooLarge = problem { return nil }
    let effect = endpoint.spelling == .customResource
      ? "prometheus-operator leaves all of \(endpoint.monitor) out" : "Prometheus refuses its whole configuration"
    return Finding(
      .breaking, code: code, object: endpoint.monitor, path: path, message: "\(problem.message): \(effect)",
      hint: "see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config")
  }

  /// A sample without a name makes the whole scrape fail.
  private static func nameless(_ endpoint: ScrapeEndpoint) -> [Finding] {
    var labels = LabelSet(["__name__": "up"], hasOthers: true)
    for (step, place) in zip(endpoint.metricRelabelings.steps, endpoint.metricRelabelings.places) {
      guard step.action == .labeldrop || step.action == .labelkeep, step.apply(to: &labels) == .kept,
        labels["__name__"] == ""
      else { continue }
      return [
        Finding(
          .breaking, code: code, object: endpoint.monitor,
          path: "\(endpoint.place).\(endpoint.spelling.metricRelabelings)[\(place)]",
          message: "its step '\(step.action.rawValue)' removes __name__ from every sample: each scrape fails",
          hint: step.action == .labelkeep
            ? "keep __name__ too, as in '__name__|…'" : "leave __name__ out of the expression")
      ]
    }
    return []
  }
}
