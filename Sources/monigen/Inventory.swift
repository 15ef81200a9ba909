import Fleet
import Kubernetes
import ValueTree

/// A table of what the project has: columns for people, objects for programs.
struct Inventory {
  var columns: [String]
  var rows: [[Value]]

  static func clusters(_ clusters: [Cluster]) -> Inventory {
    Inventory(
      columns: ["name", "provider", "kubernetes", "stack", "release", "libraries", "file"],
      rows: clusters.map { cluster in
        [
          .string(cluster.name), cluster.variables["provider"] ?? .null, cluster.variables["kubernetes"] ?? .null,
          .string(cluster.stack.rawValue), .string(cluster.release.description),
          .array((cluster.variables["libraries"]?.object?.keys ?? []).sorted().map { .string($0) }),
          .string(cluster.file),
        ]
      })
  }

  static func components(_ clusters: [(cluster: Cluster, manifests: [Manifest])]) -> Inventory {
    Inventory(
      columns: ["cluster", "component", "manifests"],
      rows: clusters.flatMap { cluster, manifests in
        Dictionary(grouping: manifests, by: \.component).sorted { $0.key < $1.key }.map { component, manifests in
          [.string(cluster.name), .string(component), .number(Number(manifests.count))]
        }
      })
  }

  static func libraries(_ libraries: [Library]) -> Inventory {
    Inventory(
      columns: ["name", "folder"], rows: libraries.map { [.string($0.name), .string($0.folder)] })
  }

  func formatted(as format: OutputFormat) -> String {
    switch format {
    case .text: text
    case .json: JSONWriter(indent: 2).write(.array(rows.map { .object(Object(zip(columns, $0))) }))
    }
  }

  /// Columns as wide as their widest cell, headed in capitals.
  private var text: String {
    let cells = [columns.map { $0.uppercased() }] + rows.map { $0.map(Self.cell) }
    let widths = columns.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    return cells.map { row in
      let padded = zip(row, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
      return String(padded.joined(separator: "  ").reversed().drop(while: { $0 == " " }).reversed())
    }.joined(separator: "\n")
  }

  private static func cell(_ value: Value) -> String {
    switch value {
    case .null: "-"
    case .string(let text): text
    case .array(let items): items.isEmpty ? "-" : items.map(cell).joined(separator: ",")
    case .object(let members):
      members.isEmpty
        ? "-" : members.sorted { $0.key < $1.key }.map { "\($0.key)=\(cell($0.value))" }.joined(separator: ",")
    default: JSONWriter.compact(value)
    }
  }
}
