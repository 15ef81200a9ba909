import Diagnostics
import Schema
import ValueTree
import YAML

extension Settings {
  /// Reads a project's `monigen.yaml`. A project without one has the defaults.
  ///
  /// - Throws: a `Diagnostic` for a file that is no YAML, a `DiagnosticList` with everything that is wrong with it.
  public static func load(_ project: Project) throws -> Settings {
    guard project.fileExists(Project.settingsFile) else { return Settings() }
    let bytes = try project.read(Project.settingsFile)
    let file = try YAMLReader.readLocated(bytes, file: Project.settingsFile)
    let settings = try Settings(file)
    let folders = file.value["libraryPath"] == nil ? [] : settings.missingFolders(in: project, file.source)
    let problems = settings.limitProblems(in: file.source) + folders
    guard problems.isEmpty else { throw DiagnosticList(problems.inFileOrder()) }
    return settings
  }

  /// Limits that leave no room to evaluate anything, at their place.
  private func limitProblems(in source: SourceMap) -> [Diagnostic] {
    let each: [(key: String, limits: Fleet.Limits)] = [
      ("memory", Fleet.Limits(memory: limits.memory)), ("time", Fleet.Limits(time: limits.time)),
    ]
    return each.compactMap { key, limits in
      guard var problem = limits.problem else { return nil }
      problem.location = source.location(of: ValuePath("limits", .key(key)))
      problem.excerpt = problem.location.flatMap(source.excerpt)
      return problem
    }
  }

  private func missingFolders(in project: Project, _ source: SourceMap) -> [Diagnostic] {
    libraryPath.enumerated().filter { !project.folderExists($0.element) }.map { index, folder in
      let place = source.location(of: ValuePath("libraryPath", .index(index)))
      return Diagnostic(
        "there is no folder '\(folder)'", at: place, excerpt: source.excerpt(at: place),
        hint: "folders of libraryPath are relative to the project's folder, or absolute")
    }
  }

  /// The settings that a file's content stands for.
  init(_ file: LocatedValue) throws {
    var file = file
    if file.value.isNull { file.value = [:] }
    let violations = SettingsSchema.schema.validate(file.value)
    guard violations.isEmpty else {
      throw DiagnosticList(violations.map { Diagnostic($0, noun: "setting", in: file.source) }.inFileOrder())
    }
    self.init()
    stack = file.value["stack"]?.string.flatMap(Stack.init)
    release = file.value["release"]?.string.flatMap(Release.init)
    output = file.value["output"]?.string ?? output
    clusters = file.value["clusters"]?.string ?? clusters
    libraryPath = file.value["libraryPath"]?.array?.compactMap(\.string) ?? libraryPath
    cache = file.value["cache"]?.string
    limits.read(file.value["limits"] ?? [:])
    vendor.read(file.value["vendor"] ?? [:])
    let suppressions = ValuePath("diff", "suppress")
    self.suppressions = (file.value[suppressions]?.array ?? []).enumerated().compactMap { index, value in
      Suppression(value, in: file.source, at: suppressions + index)
    }
    clusterDefaults = LocatedValue(value: Self.clusterDefaults(of: file.value), source: file.source)
  }

  private static func clusterDefaults(of settings: Value) -> Value {
    .object(Object(["stack", "release"].compactMap { key in settings[key].map { (key, $0) } }))
  }
}

extension Settings.Limits {
  mutating func read(_ value: Value) {
    time = value["time"]?.string.flatMap(DurationText.duration) ?? time
    memory = value["memory"]?.string.flatMap(ByteCountText.bytes) ?? memory
    jobs = value["jobs"]?.integer ?? jobs
  }
}

extension Settings.Vendor {
  mutating func read(_ value: Value) {
    source = value["source"]?.string ?? source
    directory = value["directory"]?.string ?? directory
    for (path, replacement) in value["replace"]?.object ?? [:] { replace[path] = replacement.string }
  }
}

extension Settings.Suppression {
  init?(_ value: Value, in source: SourceMap, at path: ValuePath) {
    guard let reason = value["reason"]?.string else { return nil }
    self.init(
      kind: value["kind"]?.string, name: value["name"]?.string, path: value["path"]?.string,
      code: value["code"]?.string, reason: reason, until: value["until"]?.string,
      location: source.location(of: path),
      codeLocation: value["code"].flatMap { _ in source.location(of: path + "code") })
  }
}
