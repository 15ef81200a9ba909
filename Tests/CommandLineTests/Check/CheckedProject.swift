import Foundation

/// The small project with an overlay of the team's own in both clusters: monitors and rules to be checked.
struct CheckedProject {
  let project: SmallProject

  /// The overlay's file.
  static let overlay = "team/monitoring.libsonnet"

  /// - Parameter objects: the objects of the component `team`, as Jsonnet.
  init(_ objects: String, of clusters: [String] = ["alpha", "beta"]) throws {
    project = try SmallProject()
    try write(objects)
    for cluster in clusters {
      let file = "clusters/\(cluster).yaml"
      try project.write(try project.read(file) + "\noverlays: [\(Self.overlay)]\n", to: file)
    }
  }

  /// Replaces the overlay's objects.
  func write(_ objects: String) throws {
    try project.write("{\n  monitoring: {\n\(objects)\n  },\n}\n", to: Self.overlay)
  }

  func check(_ arguments: String...) throws -> Binary.Outcome {
    try Binary.run(["check"] + arguments, in: project.folder)
  }

  /// A monitor that scrapes one port twice.
  static let twice = """
        monitor: {
          apiVersion: 'monitoring.coreos.com/v1',
          kind: 'ServiceMonitor',
          metadata: { name: 'twice', namespace: 'monitoring' },
          spec: { selector: { matchLabels: { app: 'x' } }, endpoints: [{ port: 'http' }, { port: 'http' }] },
        },
    """
}
