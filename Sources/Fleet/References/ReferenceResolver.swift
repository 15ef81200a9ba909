import Diagnostics
import Kubernetes
import Platform
import ValueTree

/// Finds what the two references of a diff stand for: the objects of every selected cluster on both sides.
///
///     var options = BuildPipeline.Options()
///     options.selection = ["env=prod"]
///     let resolver = ReferenceResolver(pipeline: BuildPipeline(project: …, options: options, …))
///     let comparison = try await resolver.compare(.previous, .current)
///     for pair in comparison.pairs { let (from, to) = try await pair.objects() … }
///
/// Where both sides are evaluated, the clusters' files are read once and all evaluations share the workers.
public struct ReferenceResolver: Sendable {
  let pipeline: BuildPipeline
  private let index = CodeIndex()

  /// - Parameter pipeline: the build whose project, settings, selection and overrides count; what it says of output is
  ///   not looked at.
  public init(pipeline: BuildPipeline) { self.pipeline = pipeline }

  /// Resolves both references and matches their clusters.
  ///
  /// - Throws: a `Diagnostic` or a `DiagnosticList` where a reference names nothing, or a cluster fails.
  public func compare(_ from: Reference, _ to: Reference) async throws -> FleetComparison {
    let selection = try await ReferencedSelection(pipeline)
    let trees = try [from, to].map { $0.isEvaluated ? nil : try selection.filtering(side($0)) }
    let known = trees.compactMap { $0 }.flatMap(\.clusters).map(\.name)
    let evaluated = try await evaluate([from, to].filter(\.isEvaluated), selection.forEvaluation(known: known))
    var rest = evaluated[...]
    let sides = zip([from, to], trees).map { reference, tree in
      tree ?? rest.popFirst() ?? ReferencedSide(title: reference.description, clusters: [])
    }
    try selection.check(sides)
    return try FleetComparison(sides[0], sides[1])
  }

  /// The side of a reference for which nothing is evaluated.
  private func side(_ reference: Reference) throws -> ReferencedSide {
    switch reference {
    case .folder(let path): return try ManifestFolder(path).side()
    case .previous: return try previous()
    case .revision(let revision): return try committed().side(at: revision, title: reference.description)
    case .mergeBase(let revision): return try committed().side(atMergeBaseWith: revision)
    case .release, .current: return ReferencedSide(title: reference.description, clusters: [])
    }
  }

  private func committed() throws -> CommittedTrees {
    guard let trees = try CommittedTrees(pipeline.settings, of: pipeline.project) else {
      throw ReferenceProblem.notInRepository(pipeline.project.displayName).diagnostic
    }
    return trees
  }

  /// What HEAD has; what is on disk where that is nothing.
  private func previous() throws -> ReferencedSide {
    let title = Reference.previous.description
    let trees = try CommittedTrees(pipeline.settings, of: pipeline.project)
    if let side = try trees?.sideAtHead(title: title) { return side }
    let output = pipeline.settings.output
    let path = pipeline.project.absolute(output)
    guard LocalFiles.kind(of: path) == .folder else { return ReferencedSide(title: title, clusters: []) }
    let folder = try ManifestFolder(path, displayed: output)
    var side = ReferencedSide(title: title, clusters: try folder.trees().map(folder.cluster))
    if trees != nil, !side.clusters.isEmpty {
      side.diagnostics = [ReferenceProblem.nothingCommitted(output).diagnostic]
    }
    return side
  }

  func evaluate(_ references: [Reference], _ selection: [String]?) async throws -> [ReferencedSide] {
    guard let selection else { return references.map { ReferencedSide(title: $0.description, clusters: []) } }
    var pipeline = pipeline
    pipeline.options.selection = selection
    let variants = references.map { reference in
      var overrides = pipeline.options.overrides
      for (name, text) in reference.overrides { overrides[name] = .string(text) }
      return BuildPipeline.Variant(overrides: overrides, title: reference.description)
    }
    let builds = try await pipeline.evaluated(variants)
    return zip(references, builds).map { reference, clusters in
      let clusters = clusters.map { build in
        let objects = pipeline.objects(of: build, index: index)
        return ReferencedCluster(name: build.cluster.name) { objects }
      }
      return ReferencedSide(title: reference.description, clusters: clusters)
    }
  }
}
