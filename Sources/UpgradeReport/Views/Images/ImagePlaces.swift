import Kubernetes
import ValueTree

/// Where an object names images.
enum ImagePlaces {
  /// One place that names an image.
  struct Place: Hashable {
    /// What a person calls it: the container, the field, the flag or the environment variable.
    var name: String
    /// What tells it from other places of the object.
    var key: [String]
    /// The image.
    var image: ImageReference
  }

  /// The places of an object in the order in which it has them.
  static func all(in object: Value) -> [Place] {
    fields(of: object) + (PodView(object)?.containers ?? []).flatMap(places)
  }

  private static func places(of container: PodView.Container) -> [Place] {
    let own = container.image.flatMap { image in
      ImageReference(image).map {
        Place(name: container.name, key: [container.role.rawValue, container.name], image: $0)
      }
    }
    return [own].compactMap { $0 } + flags(of: container)
      + container.environment.compactMap { variable in
        named(variable.value).map {
          Place(name: variable.name, key: ["env", container.name, variable.name], image: $0)
        }
      }
  }

  /// `--flag=IMAGE` and `--flag IMAGE`.
  private static func flags(of container: PodView.Container) -> [Place] {
    container.arguments.indices.compactMap { index in
      let argument = container.arguments[index]
      guard argument.hasPrefix("-") else { return nil }
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      guard let flag = parts.first else { return nil }
      let next = index + 1 < container.arguments.count ? container.arguments[index + 1] : ""
      return named(parts.count > 1 ? parts[1] : next).map {
        Place(name: flag, key: ["flag", container.name, flag], image: $0)
      }
    }
  }

  /// An image in a place where anything may stand: it has to name its registry and a version, else `host:port` or any
  /// path would be one.
  private static func named(_ text: String) -> ImageReference? {
    guard let image = ImageReference(text), image.registry != nil else { return nil }
    return image.digest != nil || image.tag.flatMap(ImageVersion.init) != nil ? image : nil
  }

  /// The fields of custom resources: `spec.image` and the like. `spec.version` says which image the operator takes
  /// where no image is given.
  private static func fields(of object: Value) -> [Place] {
    let fields: [ValuePath] = [
      ValuePath("spec", "image"), ValuePath("spec", "imageName"), ValuePath("spec", "thanos", "image"),
    ]
    let places = fields.compactMap { path in
      object[path]?.string.flatMap(ImageReference.init).map {
        Place(name: path.description, key: ["field", path.description], image: $0)
      }
    }
    guard object["spec"]?["image"]?.string == nil, let version = object["spec"]?["version"]?.scalarText,
      let repository = standardRepositories[object["kind"]?.string ?? ""],
      let image = ImageReference("\(repository):v\(version.drop { $0 == "v" })")
    else { return places }
    return [Place(name: "spec.version", key: ["field", "spec.image"], image: image)] + places
  }

  /// What prometheus-operator takes unless its flags say otherwise (`--prometheus-default-base-image` and the like).
  private static let standardRepositories = [
    "Prometheus": "quay.io/prometheus/prometheus", "PrometheusAgent": "quay.io/prometheus/prometheus",
    "Alertmanager": "quay.io/prometheus/alertmanager", "ThanosRuler": "quay.io/thanos/thanos",
  ]
}
