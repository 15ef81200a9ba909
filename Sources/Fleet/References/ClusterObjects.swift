import Diagnostics
import Kubernetes

/// The objects of one cluster, and what was found wrong while they were read.
public struct ClusterObjects: Sendable {
  /// The objects, sorted.
  public var objects: ObjectSet
  /// Documents that are no objects, and objects that are there twice.
  public var diagnostics: [Diagnostic]
  /// The component that each object belongs to, where that is known.
  public var components: [ObjectReference: String] = [:]
  /// Where the rules among the objects are written; nil for objects that were not evaluated.
  public var origins: RuleOrigins?

  /// Objects without anything to say about them, unless it is given.
  public init(objects: ObjectSet, diagnostics: [Diagnostic] = []) {
    self.objects = objects
    self.diagnostics = diagnostics
  }
}

/// One cluster of one side of a diff. Its objects are read when they are asked for, so that a large fleet is not in
/// memory at once.
public struct ReferencedCluster: Sendable {
  /// The cluster's name; of a folder of manifests, the folder's.
  public let name: String
  private let read: @Sendable () async throws -> ClusterObjects

  /// A cluster whose objects `read` gives, each time anew.
  init(name: String, read: @escaping @Sendable () async throws -> ClusterObjects) {
    self.name = name
    self.read = read
  }

  /// The cluster's objects.
  ///
  /// - Throws: a `DiagnosticList` or a `Diagnostic` where they cannot be read.
  public func objects() async throws -> ClusterObjects { try await read() }
}

/// One side of a diff: what a reference stands for.
struct ReferencedSide: Sendable {
  /// What to call the side in the report.
  var title: String
  /// In the order of names.
  var clusters: [ReferencedCluster]
  /// Whether it is one folder of manifests, whose cluster nobody named.
  var isUnnamed = false
  /// What there is to say about the side as a whole.
  var diagnostics: [Diagnostic] = []
}
