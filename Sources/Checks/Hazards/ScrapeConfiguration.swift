import Kubernetes
import ValueTree

/// Fields of scrape configurations that Prometheus 3 renamed: it refuses the whole configuration for one that it does
/// not know. prometheus-operator writes the new name for custom resources by itself.
enum ScrapeConfiguration {
  static func findings(_ context: HazardContext) -> [Finding] {
    context.servers.flatMap { server -> [Finding] in
      guard server.version.map({ $0 >= .three }) ?? false,
        let found = AdditionalConfiguration(server.spec["additionalScrapeConfigs"], of: server, in: context.objects)
      else { return [] }
      return found.items.enumerated().compactMap { index, job in
        guard job["scrape_classic_histograms"] != nil else { return nil }
        return Finding(
          .breaking, .removedField, found.object,
          path: (found.path + index + "scrape_classic_histograms").description,
          "\(server.title) does not know 'scrape_classic_histograms', and refuses its whole configuration",
          hint: "write always_scrape_classic_histograms")
      }
    }
  }
}
