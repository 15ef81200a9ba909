import Kubernetes
import ValueTree

/// One field that the API server does not let anybody change, as data.
struct ImmutableField: Sendable {
  /// What to do about a change.
  enum Remedy: Sendable {
    /// Delete the object and apply again; its pods go on.
    case orphan
    /// Delete the object and apply again.
    case recreate
    /// Give the new object another name.
    case rename
    /// Data have to be moved by hand.
    case migrate
  }

  /// Group and kind, as `apps/Deployment`.
  let kind: String
  /// Where it stands; a last `*` is any member that `except` does not name.
  let path: [String]
  /// Members that may change although the path says `*`.
  var except: Set<String> = []
  /// What an object without the field has; an empty text and no field are the same to the API server.
  var standard: Value?
  /// Whether the API server keeps what it has where a manifest no longer says it, and lets it go with the type
  /// ExternalName (`patchAllocatedValues` of its Services).
  var isKept = false
  /// Members that the API server fills in where they are missing.
  var filledIn: Object = [:]
  let remedy: Remedy

  /// Read off the Kubernetes API types ("field is immutable", "may not change once set") and their validation.
  static let all: [ImmutableField] =
    ["Deployment", "DaemonSet", "ReplicaSet"].map {
      ImmutableField(kind: "apps/" + $0, path: ["spec", "selector"], remedy: .orphan)
    } + [
      ImmutableField(
        kind: "apps/StatefulSet", path: ["spec", "*"],
        except: [
          "replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit",
          "persistentVolumeClaimRetentionPolicy", "minReadySeconds", "podManagementPolicy",
        ], remedy: .orphan),
      ImmutableField(
        kind: "apps/StatefulSet", path: ["spec", "podManagementPolicy"], standard: "OrderedReady", remedy: .orphan),
    ]
    + ["template", "selector", "successPolicy", "backoffLimitPerIndex", "managedBy"].map {
      ImmutableField(kind: "batch/Job", path: ["spec", $0], remedy: .recreate)
    } + [
      ImmutableField(kind: "batch/Job", path: ["spec", "completionMode"], standard: "NonIndexed", remedy: .recreate),
      ImmutableField(kind: "/Service", path: ["spec", "clusterIP"], isKept: true, remedy: .recreate),
      ImmutableField(kind: "/Service", path: ["spec", "loadBalancerClass"], remedy: .recreate),
      ImmutableField(kind: "/Service", path: ["spec", "healthCheckNodePort"], isKept: true, remedy: .recreate),
      ImmutableField(
        kind: "/PersistentVolumeClaim", path: ["spec", "*"],
        except: ["resources", "volumeAttributesClassName", "volumeMode"],
        remedy: .migrate),
      ImmutableField(
        kind: "/PersistentVolumeClaim", path: ["spec", "volumeMode"], standard: "Filesystem", remedy: .migrate),
      ImmutableField(
        kind: "/PersistentVolume", path: ["spec", "volumeMode"], standard: "Filesystem", remedy: .recreate),
      ImmutableField(kind: "storage.k8s.io/StorageClass", path: ["provisioner"], remedy: .rename),
      ImmutableField(kind: "storage.k8s.io/StorageClass", path: ["parameters"], remedy: .rename),
      ImmutableField(
        kind: "storage.k8s.io/StorageClass", path: ["reclaimPolicy"], standard: "Delete", remedy: .rename),
      ImmutableField(
        kind: "storage.k8s.io/StorageClass", path: ["volumeBindingMode"], standard: "Immediate", remedy: .rename),
      ImmutableField(
        kind: "rbac.authorization.k8s.io/RoleBinding", path: ["roleRef"],
        filledIn: ["apiGroup": "rbac.authorization.k8s.io"], remedy: .recreate),
      ImmutableField(
        kind: "rbac.authorization.k8s.io/ClusterRoleBinding", path: ["roleRef"],
        filledIn: ["apiGroup": "rbac.authorization.k8s.io"], remedy: .recreate),
      ImmutableField(kind: "/Secret", path: ["type"], standard: "Opaque", remedy: .recreate),
      ImmutableField(kind: "networking.k8s.io/IngressClass", path: ["spec", "controller"], remedy: .recreate),
      ImmutableField(kind: "node.k8s.io/RuntimeClass", path: ["handler"], remedy: .recreate),
      ImmutableField(kind: "scheduling.k8s.io/PriorityClass", path: ["value"], remedy: .recreate),
    ]
    + [["scope"], ["group"], ["names", "kind"], ["names", "plural"]].map {
      ImmutableField(
        kind: "apiextensions.k8s.io/CustomResourceDefinition", path: ["spec"] + $0, remedy: .migrate)
    }
}

extension ImmutableField.Remedy {
  /// What to do, in a sentence.
  var hint: String {
    switch self {
    case .orphan:
      "delete the object and leave its pods running, then apply: the new one takes them over or replaces them"
    case .recreate: "delete the object, then apply: it is missing for a moment"
    case .rename: "give the new object another name, and let the old one go when nothing uses it"
    case .migrate: "create it under another name, move the data over, then delete the old one: a deletion loses data"
    }
  }

  /// The command that comes before the next apply; nil where no command is safe.
  func command(for object: ObjectReference) -> String? {
    switch self {
    case .orphan: Kubectl.delete(object, leavingPods: true)
    case .recreate: Kubectl.delete(object)
    case .rename, .migrate: nil
    }
  }
}
