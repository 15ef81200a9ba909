import Checks
import Kubernetes
import SemanticDiff

/// The codes of the forecast's findings, by which settings suppress them. Each has its section in docs/findings.md.
enum FindingCode: String, CaseIterable {
  case accessEscalation = "access-escalation"
  case applySize = "apply-size"
  case claimDeleted = "claim-deleted"
  case claimTemplate = "claim-template"
  case definitionDeleted = "definition-deleted"
  case definitionNarrowed = "definition-narrowed"
  case immutableField = "immutable-field"
  case majorVersion = "major-version"
  case namespaceDeleted = "namespace-deleted"
  case objectRenamed = "object-renamed"
  case orphanedObject = "orphaned-object"
  case podSecurity = "pod-security"
  case prometheusThree = "prometheus-3"
  case schemaViolation = "schema-violation"
  case serviceSelector = "service-selector"
  case storageDowngrade = "storage-downgrade"
  case versionRemoved = "version-removed"
}

extension Finding {
  /// A finding of the forecast.
  init(
    _ severity: Severity, _ code: FindingCode, _ object: ObjectReference?, path: String? = nil, _ message: String,
    hint: String? = nil, command: String? = nil
  ) {
    self.init(
      severity, code: code.rawValue, object: object, path: path, message: message, hint: hint, command: command)
  }
}
