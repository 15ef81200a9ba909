import PromQL

/// Matchers and relabelings by the ports 80 and 443, which Prometheus 3 no longer adds to addresses without a port.
enum DefaultPorts {
  private static let endings = [":80", ":443"]

  static func findings(_ context: HazardContext) -> [Finding] {
    guard let server = context.servers(reaching: .three).first(where: { !$0.hasFeature("no-default-scrape-port") })
    else { return [] }
    let queries = context.graph.queries.compactMap { query -> Finding? in
      let matchers = query.expression.selectors.flatMap(\.matchers)
      guard let matcher = matchers.first(where: { $0.label == "instance" && hasPort($0.value) }) else { return nil }
      return Finding(
        .warning, .defaultPort, query.object, path: query.path,
        "\(query.description) asks for instance\(matcher.operator.rawValue)\"\(matcher.value)\": \(server.title) leaves"
          + " the port away where the target has none written",
        hint: "write the port in the target's address, or match both")
    }
    let steps = context.endpoints.flatMap { scraped -> [Finding] in
      zip(scraped.endpoint.relabelings.steps, scraped.endpoint.relabelings.places).compactMap { step, place in
        guard step.sourceLabels.contains("__address__"), hasPort(step.regex.text) else { return nil }
        let list = scraped.endpoint.spelling.relabelings
        return Finding(
          .warning, .defaultPort, scraped.endpoint.monitor, path: "\(scraped.endpoint.place).\(list)[\(place)]",
          "it looks for a port in __address__: \(server.title) leaves 80 and 443 away where the target has none"
            + " written",
          hint: "make the port optional in the expression")
      }
    }
    return queries + steps
  }

  private static func hasPort(_ text: String) -> Bool {
    endings.contains { ending in
      guard let place = text.firstRange(of: ending) else { return false }
      return text[place.upperBound...].unicodeScalars.first.map { !("0"..."9").contains($0) } ?? true
    }
  }
}
