import Kubernetes

/// One image reference that differs.
public struct ImageChange: Sendable, Hashable {
  /// How far a version moved, by semantic versioning; `other` for digests, tags that are no version and for other
  /// repositories.
  public enum Bump: String, Sendable, Hashable, CaseIterable {
    case major, minor, patch, other
  }

  /// The object that runs it.
  public var object: ObjectReference
  /// The container's name, or the field (`spec.image`) or flag (`--prometheus-config-reloader`) that names the image.
  public var container: String
  /// The new repository, as `quay.io/prometheus/prometheus`.
  public var repository: String
  /// Tag or digest before, or the whole reference where the repository changed too; nil for a container that is new.
  public var from: String?
  /// Tag or digest after; nil for a container that is gone.
  public var to: String?
  /// How far it moved.
  public var bump: Bump

  /// An image change.
  public init(object: ObjectReference, container: String, repository: String, from: String?, to: String?, bump: Bump) {
    self.object = object
    self.container = container
    self.repository = repository
    self.from = from
    self.to = to
    self.bump = bump
  }
}

/// What became of one thing that a view lists by object: `what` names the thing, `details` say it in lines.
public struct ViewChange: Sendable, Hashable {
  /// What became of it.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case added, removed, changed
  }

  /// The object.
  public var object: ObjectReference
  /// What became of the thing.
  public var kind: Kind
  /// The thing within the object, as `port https-metrics /metrics/probes`; empty for the whole object.
  public var what: String
  /// One line each, without a final full stop: `interval 30s -> 15s`, `drops metric foo_.*`.
  public var details: [String]

  /// A change in a view.
  public init(object: ObjectReference, kind: Kind, what: String, details: [String] = []) {
    self.object = object
    self.kind = kind
    self.what = what
    self.details = details
  }
}

/// An endpoint of a ServiceMonitor, PodMonitor, Probe or ScrapeConfig.
public typealias ScrapeChange = ViewChange
/// A custom resource definition: versions and fields removed, newly required, tightened; descriptions as a count.
public typealias DefinitionChange = ViewChange
/// A permission of a Role or ClusterRole, a binding's subject, a network policy's peer.
public typealias AccessChange = ViewChange
/// A dashboard: panels and queries added, removed, changed; `uid` changes loud.
public typealias DashboardChange = ViewChange
