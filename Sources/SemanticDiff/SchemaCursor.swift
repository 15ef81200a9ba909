import Kubernetes
import ValueTree

/// A place in the schema of a custom resource definition, followed while objects are compared: nothing is compiled that
/// no object has.
struct SchemaCursor {
  private let schema: Value

  init(_ schema: Value) { self.schema = schema }

  func member(_ key: String) -> SchemaCursor? {
    (schema["properties"]?[key] ?? schema["additionalProperties"]).map(SchemaCursor.init)
  }

  var item: SchemaCursor? { schema["items"].map(SchemaCursor.init) }

  /// What the schema says of the field; nil where it says nothing that a comparison needs.
  var type: FieldType? {
    if schema["x-kubernetes-int-or-string"] == true {
      return schema["pattern"]?.string?.hasPrefix(Self.quantityPattern) == true ? .quantity : .integerOrString
    }
    if schema["pattern"]?.string?.hasPrefix(Self.durationPattern) == true { return .duration }
    switch schema["x-kubernetes-list-type"]?.string {
    case "map":
      guard !keys.isEmpty else { return nil }
      return .list(.items(ItemIdentity(tiers: [keys], isOrdered: false, isStrict: true)), .unknown)
    case "set": return .list(.set, .unknown)
    default: return nil
    }
  }

  /// The keys of a list of type `map`, with the defaults that the schema of the items declares.
  private var keys: [KeyField] {
    (schema["x-kubernetes-list-map-keys"]?.array ?? []).compactMap(\.string).map { key in
      KeyField(name: key, standard: schema["items"]?["properties"]?[key]?["default"])
    }
  }

  /// How controller-gen begins the pattern of a `resource.Quantity`.
  private static let quantityPattern = #"^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]"#
  /// How prometheus-operator begins the pattern of a duration.
  private static let durationPattern = "^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?"
}

/// The schemas of custom resources, by group, version and kind.
struct DefinitionIndex: Sendable {
  private var schemas: [String: Value] = [:]

  init(_ definitions: [Value]) {
    for definition in definitions where definition["kind"] == "CustomResourceDefinition" {
      guard let spec = definition["spec"], let group = spec["group"]?.string, let kind = spec["names"]?["kind"]?.string
      else { continue }
      for version in spec["versions"]?.array ?? [] {
        guard let name = version["name"]?.string, let schema = version["schema"]?["openAPIV3Schema"] else { continue }
        schemas[Self.key(apiVersion: group + "/" + name, kind: kind)] = schema
      }
    }
  }

  func schema(apiVersion: String, kind: String) -> SchemaCursor? {
    schemas[Self.key(apiVersion: apiVersion, kind: kind)].map(SchemaCursor.init)
  }

  private static func key(apiVersion: String, kind: String) -> String { apiVersion + " " + kind }
}
