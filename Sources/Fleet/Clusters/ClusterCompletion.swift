import Diagnostics
import Platform
import Schema
import ValueTree

/// Turns the merged layers of one cluster into its complete variables, and notes what is wrong with them.
struct ClusterCompletion {
  let file: ClusterFile
  let layers: LayeredVariables
  let schema: VariablesSchema
  let project: Project
  private(set) var diagnostics: [Diagnostic] = []

  init(file: ClusterFile, layers: LayeredVariables, schema: VariablesSchema, project: Project) {
    self.file = file
    self.layers = layers
    self.schema = schema
    self.project = project
  }

  /// The cluster; nil where it has errors.
  ///
  /// - Parameter isBroken: whether single layers have errors already, which need not be told again.
  mutating func cluster(inputs: [String], isBroken: Bool) -> Cluster? {
    for violation in schema.schema.validate(layers.merged) {
      if case .missingKey = violation.problem {
        note(violation)
      } else if !isBroken {
        note(violation)
      }
    }
    guard !isBroken, diagnostics.isEmpty else { return nil }
    let complete = schema.schema.applyingDefaults(to: layers.merged)
    guard let stack = complete["stack"]?.string.flatMap(Stack.init),
      let release = complete["release"]?.string.flatMap(Release.init)
    else {
      // A schema.json of the user's own may know neither.
      note("the variables 'stack' and 'release' are not both set", at: .root)
      return nil
    }
    checkName()
    check(release, stack)
    checkOverlays(complete)
    checkKubernetes(complete, release)
    guard !DiagnosticList(diagnostics).hasErrors else { return nil }
    return Cluster(
      name: file.name, file: file.file.path, variables: normalised(complete, release), stack: stack, release: release,
      inputs: inputs, schema: schema.document, layers: layers)
  }

  private mutating func note(_ violation: Violation) {
    let place = violation.place
    let location = violation.isAboutKey ? layers.location(ofKeyAt: place) : layers.location(of: place)
    diagnostics.append(
      Diagnostic(
        violation.message(noun: "variable", root: "the file"), at: location, excerpt: layers.excerpt(at: location),
        hint: violation.hint))
  }

  private mutating func note(
    _ message: String, severity: Severity = .error, at path: ValuePath, hint: String? = nil
  ) {
    let location = layers.location(of: path)
    diagnostics.append(
      Diagnostic(message, severity: severity, at: location, excerpt: layers.excerpt(at: location), hint: hint))
  }

  /// What Swift alone knows: the name, the release in full, which libraries are on.
  private func normalised(_ complete: Value, _ release: Release) -> Value {
    var variables = complete.object ?? [:]
    variables["name"] = .string(file.name)
    variables["release"] = .string(release.full)
    var labels = variables["externalLabels"]?.object ?? [:]
    if labels["cluster"] == nil { labels["cluster"] = .string(file.name) }
    variables["externalLabels"] = .object(labels)
    var libraries = Object()
    for (name, value) in variables["libraries"]?.object ?? [:] where value != false {
      libraries[name] = value == true ? [:] : value
    }
    variables["libraries"] = .object(libraries)
    return .object(variables)
  }
}

/// What a schema cannot say.
extension ClusterCompletion {
  private mutating func checkName() {
    guard let name = layers.merged["name"]?.string, name != file.name else { return }
    note(
      "the name '\(name)' is not the one of the file, '\(file.name)'", at: ValuePath("name"),
      hint: "leave 'name' out, or rename the file: it names the cluster")
  }

  private mutating func check(_ release: Release, _ stack: Stack) {
    if release < .oldest {
      note(
        "monigen builds releases from \(Release.oldest) on, found \(release)", at: ValuePath("release"),
        hint: "known: " + Release.known.map(\.description).joined(separator: ", "))
    } else if stack == .embedded, release.kubernetesMinors == nil {
      note(
        "the embedded stack has no profile for release \(release)", at: ValuePath("release"),
        hint: "it has " + Release.known.map(\.description).joined(separator: ", ")
          + "; 'stack: kube-prometheus' takes any release")
    }
  }

  private mutating func checkKubernetes(_ complete: Value, _ release: Release) {
    guard let version = complete["kubernetes"]?.string, let supported = release.kubernetesMinors,
      let minor = version.split(separator: ".").dropFirst().first.flatMap({ Int($0) }), !supported.contains(minor)
    else { return }
    note(
      "Kubernetes \(version) is outside of what kube-prometheus \(release) supports: "
        + "1.\(supported.lowerBound) to 1.\(supported.upperBound)",
      severity: .warning, at: ValuePath("kubernetes"), hint: Self.releasesHint(for: minor))
  }

  private static func releasesHint(for minor: Int) -> String? {
    let fitting = Release.known.filter { $0.kubernetesMinors?.contains(minor) == true }.map(\.description)
    guard !fitting.isEmpty else { return nil }
    return "supported by " + fitting.joined(separator: ", ")
  }

  private mutating func checkOverlays(_ complete: Value) {
    for (index, overlay) in (complete["overlays"]?.array ?? []).compactMap(\.string).enumerated() {
      let path = ValuePath("overlays", .index(index))
      if LocalFiles.kind(of: project.absolute(overlay)) != .file {
        note("there is no file '\(overlay)'", at: path, hint: overlayHint(overlay))
      } else if project.contained(overlay) == nil {
        note("the file '\(overlay)' is outside of the project", at: path)
      }
    }
  }

  /// The file that was probably meant, of those in the same folder.
  private func overlayHint(_ overlay: String) -> String {
    let folder = overlay.lastIndex(of: "/").map { String(overlay[..<$0]) } ?? "."
    let names = (try? LocalFiles.entries(of: project.absolute(folder), shownAs: folder)) ?? []
    let files = names.filter { $0.hasSuffix(".libsonnet") }.map { folder == "." ? $0 : "\(folder)/\($0)" }
    if let nearest = Suggestion.nearest(to: overlay, in: files) { return "did you mean '\(nearest)'?" }
    return "overlays are Jsonnet files, named relative to the project's folder"
  }
}
