import Kubernetes

/// Commands for a terminal, ready to be copied.
enum Kubectl {
  /// Deletes an object; what it owns is left alone with `--cascade=orphan`.
  ///
  ///     kubectl delete statefulset web --namespace monitoring --cascade=orphan
  static func delete(_ object: ObjectReference, leavingPods: Bool = false) -> String {
    command("delete", object) + (leavingPods ? " --cascade=orphan" : "")
  }

  /// Prints an object as the cluster has it.
  static func get(_ object: ObjectReference) -> String { command("get", object) + " --output yaml" }

  /// Lists every object of a kind.
  static func list(kind: String, group: String) -> String {
    "kubectl get \(resource(kind: kind, group: group)) --all-namespaces"
  }

  /// Has the API server say what a label of a namespace would do, without setting it.
  static func tryLabel(_ label: String, _ value: String, ofNamespace name: String) -> String {
    "kubectl label --dry-run=server --overwrite namespace \(word(name)) \(label)=\(word(value))"
  }

  private static func command(_ verb: String, _ object: ObjectReference) -> String {
    let namespace = object.namespace.map { " --namespace " + word($0) } ?? ""
    return "kubectl \(verb) \(resource(kind: object.kind, group: object.group)) \(word(object.name))\(namespace)"
  }

  /// The group is needed where a kind's name alone may be another's.
  private static func resource(kind: String, group: String) -> String {
    let isKnown = ["", "apps", "batch", "policy", "rbac.authorization.k8s.io", "networking.k8s.io"].contains(group)
    return word((isKnown ? kind : kind + "." + group).lowercased())
  }

  /// A word of a command line: in quotes where the shell would see more in it than a word.
  static func word(_ text: String) -> String {
    let isPlain = !text.isEmpty && text.first != "-" && text.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"),
        UInt8(ascii: "_"), UInt8(ascii: "/"):
        true
      default: false
      }
    }
    return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
