import Checks

@testable import UpgradeReport

/// The forecast for two builds in YAML.
func forecast(_ from: String, _ to: String) throws -> [Finding] {
  var builder = ReportBuilder(from: "a", to: "b")
  builder.add(cluster: "c", from: try objects(from), to: try objects(to))
  return builder.report().clusters.flatMap(\.findings)
}

/// The same, one line each: severity, code, object, path.
func forecastLines(_ from: String, _ to: String) throws -> [String] {
  try forecast(from, to).map { finding in
    [finding.severity.rawValue, finding.code, finding.object?.description, finding.path].compactMap { $0 }
      .joined(separator: " ")
  }
}

/// Whether neither side, compared with itself, has anything to tell.
func isQuiet(_ sides: String...) throws -> Bool {
  try sides.allSatisfy { try forecast($0, $0).isEmpty }
}
