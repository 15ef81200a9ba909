import ValueTree

/// The names of the files that manifests are written to: upstream kube-prometheus' own.
public enum ManifestFileName {
  /// The path of a manifest below its cluster's folder.
  ///
  /// Custom resource definitions and namespaces must exist before everything else, so they stand in `setup/` under
  /// their object's name; every other manifest is `COMPONENT-OBJECT.yaml`.
  ///
  ///     ManifestFileName.path(of: prometheusService)  // "prometheus-service.yaml"
  ///
  /// - Throws: a `ManifestError` where a name could lead out of the folder or hide a file.
  public static func path(of manifest: Manifest) throws(ManifestError) -> String {
    try check(manifest.component, "component", manifest)
    try check(manifest.object, "object", manifest)
    return isSetup(manifest.value)
      ? "setup/\(manifest.object).yaml" : "\(manifest.component)-\(manifest.object).yaml"
  }

  private static func isSetup(_ value: Value) -> Bool {
    value["kind"] == "CustomResourceDefinition" || value["kind"] == "Namespace"
  }

  private static func check(_ name: String, _ what: String, _ manifest: Manifest) throws(ManifestError) {
    let isSafe = name.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
        true
      default: false
      }
    }
    guard isSafe, !name.isEmpty, !name.hasPrefix("."), name.utf8.count <= 120 else {
      throw ManifestError(
        path: .root,
        message: "the \(what) name \(JSONWriter.quoted(name)) cannot become a file name: use letters, digits,"
          + " '-', '_' and '.', at most 120, not beginning with '.'")
    }
  }
}
