import PromQL

/// Functions and parts of the language that the build's Prometheus does not have, or only behind a feature flag.
///
/// Prometheus refuses the whole file of a rule that it cannot read; prometheus-operator's admission webhook refuses the
/// object, where it runs.
enum ExpressionSupport {
  static func findings(_ context: HazardContext) -> [Finding] {
    context.graph.queries.flatMap { query in
      uses(in: query).compactMap { use in
        context.servers.lazy.compactMap { finding(query, use, $0) }.first
      }
    }
  }

  /// Something whose availability depends on the version.
  private struct Use {
    var name: String
    var availability: Availability
  }

  private static func uses(in query: Query) -> [Use] {
    guard let expression = query.expression.expression else { return [] }
    var uses: [Use] = []
    expression.walk { node in
      guard case .call(let call) = node, let function = Function.named(call.name) else { return }
      uses.append(Use(name: "the function '\(call.name)'", availability: function.availability))
    }
    // What fills a template is not known, so that its parts say nothing about the language.
    if query.expression.language == .plain {
      uses += LanguageFeature.uses(in: expression, of: query.expression.text)
        .map { Use(name: $0.feature.rawValue, availability: $0.feature.availability) }
    }
    var seen: Set<String> = []
    return uses.filter { seen.insert($0.name).inserted }
  }

  private static func finding(_ query: Query, _ use: Use, _ server: PrometheusServer) -> Finding? {
    guard let version = server.version else { return nil }
    let what: String, hint: String?
    if !use.availability.contains(version) {
      if let removed = use.availability.removedIn, version >= removed {
        what = "\(use.name), which is gone since Prometheus \(removed)"
        hint = replacement(of: use, in: version, server)
      } else {
        what = "\(use.name), which Prometheus has from \(use.availability.since?.description ?? "later versions") on"
        hint = "write it without, or run a newer Prometheus than \(version)"
      }
    } else if let flag = use.availability.flag(in: version), !server.hasFeature(flag) {
      what = "\(use.name), which needs the feature flag '\(flag)'"
      hint = "add '\(flag)' to spec.enableFeatures of \(server.object)"
    } else {
      return nil
    }
    // A dashboard may ask another server than the build's own.
    return Finding(
      query.origin.isRule ? .breaking : .warning, .unsupportedExpression, query.object, path: query.path,
      "\(query.description) uses \(what): \(server.title) refuses the expression", hint: hint)
  }

  private static func replacement(of use: Use, in version: PrometheusVersion, _ server: PrometheusServer) -> String? {
    guard let name = use.availability.replacement else { return nil }
    let flag = Function.named(name)?.availability.flag(in: version)
    let missing = flag.flatMap { server.hasFeature($0) ? nil : $0 }
    return "it is called '\(name)' now" + (missing.map { " and needs the feature flag '\($0)'" } ?? "")
  }
}
