import Kubernetes

/// Routes and inhibitions of Alertmanager that name an alert which no rule has.
package enum RoutingCheck {
  /// The code of the findings.
  package static let code = "alert-never-routed"

  /// One finding for each matcher of `alertname` that no alert fits, in the order of objects and routes.
  ///
  /// - Parameters:
  ///   - objects: all objects of a build, its Secrets for Alertmanager and AlertmanagerConfigs among them.
  ///   - alerts: the names of all alerts of the build.
  package static func findings(in objects: ObjectSet, alerts: Set<String>) -> [Finding] { [] }
}
