import Kubernetes

/// What the step from Prometheus 2 to 3, and versions of 3, make of configuration and rules that stay as they are.
package enum PrometheusHazards {
  /// Findings about the new build, in the order of its objects.
  ///
  /// - Parameters:
  ///   - from: the build before; nil for one build alone, where all that its own version makes wrong is told.
  ///   - to: the build.
  package static func findings(from: ObjectSet?, to: ObjectSet) -> [Finding] { [] }
}
