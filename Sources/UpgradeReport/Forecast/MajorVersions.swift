import Checks
import Kubernetes

/// Programs that move to another major version, and Prometheus' storage, which old versions cannot read.
enum MajorVersions {
  static func findings(_ upgrade: Upgrade) -> [Finding] {
    var seen: Set<[String]> = []
    return upgrade.images.flatMap { image -> [Finding] in
      guard let before = image.from, let after = image.to, let old = Version(before), let new = Version(after),
        seen.insert([image.repository, before, after]).inserted
      else { return [] }
      guard image.repository.hasSuffix("prometheus/prometheus") else {
        return [other(image, old, new)].compactMap { $0 }
      }
      return [prometheus(image, old, new), storage(image, old, new)].compactMap { $0 }
    }
  }

  private static func other(_ image: ImageChange, _ old: Version, _ new: Version) -> Finding? {
    guard old.major != new.major else { return nil }
    return Finding(
      .warning, .majorVersion, image.object, path: image.container,
      "\(name(image.repository)) moves from \(old) to \(new), another major version",
      hint: "read its release notes for what is gone")
  }

  private static func prometheus(_ image: ImageChange, _ old: Version, _ new: Version) -> Finding? {
    guard old.major < 3, new.major >= 3 else { return other(image, old, new) }
    return Finding(
      .warning, .prometheusThree, image.object, path: image.container,
      "Prometheus moves from \(old) to \(new): rules, flags and scrape configurations of version 2 may mean something"
        + " else, or nothing",
      hint: "read https://prometheus.io/docs/prometheus/latest/migration/ and check the rules")
  }

  /// Since 2.55 the index may be one that only 2.55 and later read; 3 always writes that one.
  private static func storage(_ image: ImageChange, _ old: Version, _ new: Version) -> Finding? {
    let floor = Version(major: 2, minor: 55)
    if old.major >= 3, new < floor {
      return Finding(
        .breaking, .storageDowngrade, image.object, path: image.container,
        "Prometheus \(new) cannot read what \(old) wrote: it does not start with the same volume",
        hint: "go back to 2.55 at most, or start with an empty volume")
    }
    guard old < floor, new.major >= 3 else { return nil }
    return Finding(
      .info, .storageDowngrade, image.object, path: image.container,
      "once Prometheus \(new) has written to its volume, \(old) cannot read it: the way back ends at 2.55",
      hint: "go to 2.55 first where a rollback must stay possible")
  }

  private static func name(_ repository: String) -> String {
    repository.split(separator: "/").suffix(2).joined(separator: "/")
  }
}

/// The first two numbers of a version.
struct Version: Comparable, CustomStringConvertible {
  var major: Int
  var minor: Int

  init(major: Int, minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// Reads `v2.46.0` and `12.4.1`; nil where a tag is no version.
  init?(_ tag: String) {
    let numbers = (tag.hasPrefix("v") ? tag.dropFirst() : Substring(tag)).split(separator: ".")
    guard numbers.count >= 2, let major = Int(numbers[0]), let minor = Int(numbers[1]) else { return nil }
    self.init(major: major, minor: minor)
  }

  var description: String { "\(major).\(minor)" }

  static func < (a: Version, b: Version) -> Bool { (a.major, a.minor) < (b.major, b.minor) }
}
