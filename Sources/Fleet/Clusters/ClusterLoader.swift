import Diagnostics
import Jsonnet
import Schema
import ValueTree
import YAML

/// Reads, merges, checks and completes the variables of clusters.
///
/// The layers, from the weakest: `stack` and `release` of `monigen.yaml`, the `_defaults` files from the folder of the
/// clusters inwards, the cluster's own file, the command line.
public struct ClusterLoader: Sendable {
  /// Evaluates Jsonnet programs, the results in the order of the requests.
  public typealias Evaluate = @Sendable ([EvaluationRequest]) async -> [Result<EvaluationOutput, DiagnosticList>]

  /// Where the files are read from, and what paths in the results are relative to.
  public var project: Project
  /// Names the folder of the clusters and the library path, and gives the weakest layer.
  public var settings: Settings
  /// Variables that the command line sets: the strongest layer.
  public var overrides: Object
  private let evaluate: Evaluate

  /// A loader; `evaluate` runs cluster files that are Jsonnet, and is not called where there are none.
  public init(project: Project, settings: Settings, overrides: Object = [:], evaluate: @escaping Evaluate) {
    self.project = project
    self.settings = settings
    self.overrides = overrides
    self.evaluate = evaluate
  }

  /// The clusters that the selectors pick, those of all selectors together; all clusters where there is no selector.
  ///
  /// - Throws: `Diagnostic` or `DiagnosticList` where the folder of the clusters or the schema is broken, or where a
  ///   selector matches nothing. What is wrong with single clusters is in the result.
  public func load(_ selectors: [ClusterSelector] = []) async throws -> ClusterSet {
    let sets = try await load(selectors, under: [overrides])
    return sets.first ?? ClusterSet(clusters: [], failed: [], diagnostics: [])
  }

  /// As `load(_:)`, once for each of several strongest layers in place of `overrides`; the files are read once.
  func load(_ selectors: [ClusterSelector], under variants: [Object]) async throws -> [ClusterSet] {
    let schema = try VariablesSchema(libraryPath: settings.libraryPath, project: project)
    var files = try ClusterFolder.scan(settings.clusters, of: project)
    if !selectors.isEmpty, !selectors.contains(where: \.needsLabels) {
      let picked = try Self.pick(selectors, among: files.map { ($0.name, [:]) })
      files = files.filter { picked.contains($0.name) }
    }
    let layers = await readLayers(Set(files.flatMap { $0.defaults + [$0.file] }), schema)
    return try variants.map { overrides in
      try Self.result(of: files.map { draft(of: $0, layers, schema, overrides) }, selectors)
    }
  }

  /// A cluster that no file describes: `variables` over the settings' own, below those of the command line.
  ///
  /// - Throws: a `DiagnosticList` with what the schema, or the release, has against them.
  func plain(_ variables: Object) throws -> Cluster {
    let schema = try VariablesSchema(libraryPath: settings.libraryPath, project: project)
    let file = ClusterFile(name: "plain", file: VariablesFile(path: "<plain>", format: .yaml), defaults: [])
    let own = ReadLayer(
      layer: LocatedValue(value: .object(variables), source: SourceMap(file: file.file.path)), diagnostics: [],
      inputs: [])
    let draft = draft(of: file, [file.file: own], schema, overrides)
    guard let cluster = draft.cluster else { throw DiagnosticList(draft.diagnostics) }
    return cluster
  }

  private static func result(of drafts: [ClusterDraft], _ selectors: [ClusterSelector]) throws -> ClusterSet {
    var drafts = drafts
    if !selectors.isEmpty {
      let picked = try pick(selectors, among: drafts.filter { !$0.isUnreadable }.map { ($0.name, $0.labels) })
      // Whether a label picks a file that cannot be read is not known: what is wrong with it has to be said.
      drafts = drafts.filter { picked.contains($0.name) || $0.isUnreadable }
    }
    return ClusterSet(
      clusters: drafts.compactMap(\.cluster), failed: drafts.filter { $0.cluster == nil }.map(\.name),
      diagnostics: drafts.flatMap(\.diagnostics).inFileOrder())
  }

  private static func pick(
    _ selectors: [ClusterSelector], among clusters: [(name: String, labels: [String: String])]
  ) throws -> Set<String> {
    var picked: Set<String> = []
    var misses: [Diagnostic] = []
    for selector in selectors {
      let matching = clusters.filter { selector.matches(name: $0.name, labels: $0.labels) }
      picked.formUnion(matching.map(\.name))
      if matching.isEmpty { misses.append(selector.miss(among: Dictionary(uniqueKeysWithValues: clusters))) }
    }
    guard misses.isEmpty else { throw DiagnosticList(misses.inFileOrder()) }
    return picked
  }

  /// Merges and checks one cluster.
  private func draft(
    of file: ClusterFile, _ read: [VariablesFile: ReadLayer], _ schema: VariablesSchema, _ overrides: Object
  ) -> ClusterDraft {
    let used = (file.defaults + [file.file]).compactMap { read[$0] }
    let problems = used.flatMap(\.diagnostics)
    let values = used.compactMap(\.layer)
    guard values.count == used.count else {
      return ClusterDraft(name: file.name, labels: [:], isUnreadable: true, diagnostics: problems)
    }
    let commandLine = LocatedValue(value: .object(overrides), source: SourceMap(file: "<command line>"))
    let layers = LayeredVariables(
      layers: [settings.clusterDefaults] + values + [commandLine], ownLayer: values.count)
    var draft = ClusterDraft(name: file.name, labels: [:], isUnreadable: false, diagnostics: problems)
    for (key, value) in layers.merged["labels"]?.object ?? [:] { draft.labels[key] = value.string }
    var completion = ClusterCompletion(file: file, layers: layers, schema: schema, project: project)
    let inputs = Set(used.flatMap(\.inputs)).sorted()
    draft.cluster = completion.cluster(inputs: inputs, isBroken: !problems.isEmpty)
    draft.diagnostics += completion.diagnostics
    return draft
  }
}

/// What is known of a cluster on the way.
private struct ClusterDraft {
  var name: String
  var labels: [String: String]
  /// Whether a file of it could not even be read as data.
  var isUnreadable: Bool
  var diagnostics: [Diagnostic]
  var cluster: Cluster?
}

/// A file as data, or why it is none.
private struct ReadLayer: Sendable {
  var layer: LocatedValue?
  var diagnostics: [Diagnostic]
  var inputs: [String]
}

/// Reading the files.
extension ClusterLoader {
  private func readLayers(_ files: Set<VariablesFile>, _ schema: VariablesSchema) async -> [VariablesFile: ReadLayer] {
    var layers: [VariablesFile: ReadLayer] = [:]
    for file in files where file.format != .jsonnet {
      layers[file] = checked(schema, inputs: [file.path]) { try self.data(of: file) }
    }
    let programs = files.filter { $0.format == .jsonnet }.sorted { $0.path < $1.path }
    guard !programs.isEmpty else { return layers }
    let results = await evaluate(programs.map(request))
    for (file, result) in zip(programs, results) {
      let imported = (try? result.get().importedFiles) ?? []
      layers[file] = checked(schema, inputs: [file.path] + imported.map(project.displayed)) {
        let value = try JSONReader.read(result.get().documents.first?.text ?? "null", file: file.path)
        return LocatedValue(value: value, source: SourceMap(file: file.path))
      }
    }
    return layers
  }

  private func data(of file: VariablesFile) throws -> LocatedValue {
    let bytes = try project.read(file.path)
    guard file.format == .yaml else { return try JSONReader.readLocated(bytes, file: file.path) }
    var located = try YAMLReader.readLocated(bytes, file: file.path)
    if located.value.isNull { located.value = [:] }
    return located
  }

  private func request(for file: VariablesFile) -> EvaluationRequest {
    var request = EvaluationRequest(program: .file(path: file.path), displayRoot: project.root)
    request.searchPath = settings.libraryPath + (project.folderExists("vendor") ? ["vendor"] : [])
    request.roots = [project.root]
    return request
  }

  /// Checks what a file says by itself: its keys and types. What it leaves out is checked when all layers are there.
  private func checked(
    _ schema: VariablesSchema, inputs: [String], _ read: () throws -> LocatedValue
  ) -> ReadLayer {
    do {
      let layer = try read()
      let diagnostics = schema.schema.validate(layer.value, as: .layer).map {
        Diagnostic($0, noun: "variable", in: layer.source)
      }
      return ReadLayer(layer: layer.value.object == nil ? nil : layer, diagnostics: diagnostics, inputs: inputs)
    } catch {
      return ReadLayer(diagnostics: DiagnosticList(error).all, inputs: inputs)
    }
  }
}
