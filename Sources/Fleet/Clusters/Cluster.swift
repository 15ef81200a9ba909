import Diagnostics
import ValueTree

/// One cluster of the fleet, with its variables complete.
public struct Cluster: Sendable {
  /// Its file's name without the extension.
  public let name: String
  /// Its file, relative to the project.
  public let file: String
  /// Everything that the stack needs: the layers merged, checked, and completed with the schema's defaults. `name` is
  /// set, `release` has three numbers, `externalLabels.cluster` is the name where nothing else is said, and `libraries`
  /// has those that are on, each as a map.
  public let variables: Value
  /// What makes the manifests: the variable `stack`.
  public let stack: Stack
  /// The release of kube-prometheus that the manifests are for: the variable `release`.
  public let release: Release
  /// The files that the variables were read from, relative to the project, sorted.
  public let inputs: [String]
  /// The document of the schema that the variables were checked against.
  let schema: Value
  let layers: LayeredVariables

  /// To select clusters by.
  public var labels: [String: String] {
    var labels: [String: String] = [:]
    for (key, value) in variables["labels"]?.object ?? [:] { labels[key] = value.string }
    return labels
  }

  /// Where a variable was said, by the strongest of the files that say it; else where the nearest map around it was.
  public func location(of path: ValuePath) -> SourceLocation { layers.location(of: path) }

  /// As `location(of:)`, for the variable's key.
  public func location(ofKeyAt path: ValuePath) -> SourceLocation { layers.location(ofKeyAt: path) }

  /// The source line at a place in one of the cluster's files.
  public func excerpt(at location: SourceLocation) -> String? { layers.excerpt(at: location) }

  /// A diagnostic about a variable, at its place.
  ///
  /// - Parameter isAboutKey: whether the key at `path` is meant rather than its value, as for an alert that is none.
  public func diagnostic(
    _ message: String, severity: Severity = .error, at path: ValuePath, isAboutKey: Bool = false, hint: String? = nil
  ) -> Diagnostic {
    let location = isAboutKey ? location(ofKeyAt: path) : location(of: path)
    return Diagnostic(message, severity: severity, at: location, excerpt: excerpt(at: location), hint: hint)
  }
}

/// What came of reading a fleet's cluster files.
public struct ClusterSet: Sendable {
  /// The clusters that are all right, in the order of their names.
  public var clusters: [Cluster]
  /// The names of the clusters that have errors.
  public var failed: [String]
  /// All errors and warnings, each once, file by file.
  public var diagnostics: [Diagnostic]
}
