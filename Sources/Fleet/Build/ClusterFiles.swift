import Diagnostics
import Kubernetes
import ValueTree
import YAML

/// One manifest as a file. It is the same for every cluster that has the manifest.
struct ManifestFile: Sendable {
  var manifest: Manifest
  /// The objects in it; empty where it cannot be a file.
  var references: [ObjectReference] = []
  /// The file, or why the manifest cannot be one.
  var file: Result<TreeFile, ManifestError>

  /// Names, checks and writes a manifest.
  init(_ manifest: Manifest) {
    self.manifest = manifest
    do throws(ManifestError) {
      let path = try ManifestFileName.path(of: manifest)
      references = try manifest.objects()
      let contents = Array(YAMLWriter.write(manifest.value).utf8)
      file = .success(TreeFile(path: path, contents: contents, object: manifest.jsonnetPath))
    } catch {
      file = .failure(error)
    }
  }
}

/// The files of one cluster's tree, made of its manifests.
struct ClusterFiles: Sendable {
  /// Sorted by path, `kustomization.yaml` among them.
  var files: [TreeFile]
  /// The objects in each file, for reports.
  var objects: [String: [ObjectReference]]

  /// Puts the files of a cluster's manifests together.
  ///
  /// - Throws: a `DiagnosticList` with everything that cannot become a file: a value that is no Kubernetes object, a
  ///   name that is unsafe, two manifests with one file name or one identity.
  init(_ manifests: [ManifestFile]) throws {
    var problems: [Diagnostic] = []
    var owners = Owners()
    files = []
    objects = [:]
    for manifest in manifests {
      switch manifest.file {
      case .success(let file):
        problems += Self.collisions(of: manifest.manifest, file.path, manifest.references, &owners)
        objects[file.path] = manifest.references
        files.append(file)
      case .failure(let error):
        problems.append(Self.diagnostic(error, manifest.manifest))
      }
    }
    guard problems.isEmpty else { throw DiagnosticList(problems) }
    files.append(TreeFile(path: "kustomization.yaml", contents: Array(Self.kustomization(files.map(\.path)).utf8)))
    files.sort { $0.path < $1.path }
  }

  /// Which manifest has taken which file and which object.
  private struct Owners {
    var files: [String: Manifest] = [:]
    var objects: [ObjectReference: Manifest] = [:]
  }

  private static func collisions(
    of manifest: Manifest, _ path: String, _ references: [ObjectReference], _ owners: inout Owners
  ) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    // File systems that ignore case must not lose a file either.
    if let other = owners.files.updateValue(manifest, forKey: path.lowercased()) {
      problems.append(collision("file \(path)", other, manifest))
    }
    for reference in references {
      if let other = owners.objects.updateValue(manifest, forKey: reference) {
        problems.append(collision("object \(reference)", other, manifest))
      }
    }
    return problems
  }

  /// What `kubectl apply -k` and Argo CD read: every file, definitions and namespaces first.
  private static func kustomization(_ paths: [String]) -> String {
    let setup = paths.filter { $0.hasPrefix("setup/") }.sorted()
    let rest = paths.filter { !$0.hasPrefix("setup/") }.sorted()
    return YAMLWriter.write([
      "apiVersion": "kustomize.config.k8s.io/v1beta1",
      "kind": "Kustomization",
      "resources": .array((setup + rest).map { .string($0) }),
    ])
  }

  private static func diagnostic(_ error: ManifestError, _ manifest: Manifest) -> Diagnostic {
    let path = error.path == .root ? "" : " at '\(error.path)'"
    return Diagnostic("\(manifest.jsonnetPath)\(path): \(error.message)")
  }

  private static func collision(_ what: String, _ a: Manifest, _ b: Manifest) -> Diagnostic {
    Diagnostic(
      "\(a.jsonnetPath) and \(b.jsonnetPath) both become the \(what)",
      hint: "rename or remove one of them in the library or overlay that adds it")
  }
}
