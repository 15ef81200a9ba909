import PromQL

/// Feature flags that a version of Prometheus passes over, with a warning in its log.
///
/// Source: Prometheus' migration guide, and its change log, 3.0.0 to 3.14.0.
enum FeatureFlags {
  private struct Entry {
    /// The first version that does without it.
    var since: PrometheusVersion
    /// What is lost without it, and the field of `spec` that keeps it; nil where nothing is.
    var lost: (what: String, field: String)?
  }

  private static let entries: [String: Entry] = {
    let three = PrometheusVersion.three
    return [
      "promql-at-modifier": Entry(since: three), "promql-negative-offset": Entry(since: three),
      "new-service-discovery-manager": Entry(since: three), "expand-external-labels": Entry(since: three),
      "no-default-scrape-port": Entry(since: three), "agent": Entry(since: three),
      "remote-write-receiver": Entry(
        since: three, lost: ("samples that others write to it are refused", "enableRemoteWriteReceiver")),
      "otlp-write-receiver": Entry(
        since: three, lost: ("samples that come by OTLP are refused", "enableOTLPReceiver")),
      "auto-gomemlimit": Entry(since: three), "auto-gomaxprocs": Entry(since: three),
      "utf8-names": Entry(since: three), "ooo-native-histograms": Entry(since: PrometheusVersion(3, 4)),
      "native-histograms": Entry(
        since: PrometheusVersion(3, 9), lost: ("native histograms are no longer scraped", "scrapeNativeHistograms")),
      "promql-duration-expr": Entry(since: PrometheusVersion(3, 14)),
    ]
  }()

  static func findings(_ context: HazardContext) -> [Finding] {
    context.servers.flatMap { server -> [Finding] in
      guard let version = server.version else { return [] }
      let listed = Set((server.spec["enableFeatures"] ?? .null).scalarTexts)
      return server.features.compactMap { flag in
        guard let entry = entries[flag], version >= entry.since else { return nil }
        let path = listed.contains(flag)
          ? "spec.enableFeatures[\(flag)]" : "spec.additionalArgs[name=enable-feature]"
        let since = "has no effect since Prometheus \(entry.since)"
        guard let lost = entry.lost, server.spec[lost.field]?.bool != true else {
          return Finding(
            .info, .featureFlag, server.object, path: path, "the feature flag '\(flag)' \(since)", hint: "remove it")
        }
        // Native histograms may be asked for by each monitor, too.
        return Finding(
          lost.field == "scrapeNativeHistograms" ? .warning : .breaking, .featureFlag, server.object, path: path,
          "the feature flag '\(flag)' \(since): \(lost.what)",
          hint: "set spec.\(lost.field): true in its place")
      }
    }
  }
}
