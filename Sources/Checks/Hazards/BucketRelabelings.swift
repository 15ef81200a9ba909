import Relabeling

/// Relabeling of samples by whole numbers in `le` and `quantile`, which Prometheus 3 writes as `1.0` before the steps.
enum BucketRelabelings {
  static func findings(_ context: HazardContext) -> [Finding] {
    guard let server = context.server(since: .three) else { return [] }
    return context.endpoints.flatMap { scraped -> [Finding] in
      let list = scraped.endpoint.metricRelabelings
      return zip(list.steps, list.places).compactMap { step, place in
        // A step beside it may know the new form.
        let others = list.steps.filter { $0 != step && $0.action == step.action }
        guard let lost = lostValues(step, beside: others) else { return nil }
        let path = "\(scraped.endpoint.place).\(scraped.endpoint.spelling.metricRelabelings)[\(place)]"
        let shown = lost.prefix(3).joined(separator: ", ") + (lost.count > 3 ? ", … (\(lost.count) of them)" : "")
        let subject = "the step '\(step.action.rawValue)' of \(scraped.endpoint.monitor)"
        return Finding(
          .warning, .integerBucket, scraped.endpoint.monitor, path: path,
          "\(subject) no longer knows \(step.bucketLabel ?? "le") \(shown):"
            + " \(server.title) stores \(lost.compactMap(BucketBound.stored).first ?? "") there",
          hint: "write the whole numbers with an optional fraction, as '\(lost.first ?? "1")(\\.0)?'")
      }
    }
  }

  /// The whole numbers that a step matches, without their new form; nil where there are none.
  private static func lostValues(_ step: RelabelStep, beside others: [RelabelStep]) -> [String]? {
    switch step.action {
    case .keep, .drop, .replace: break
    default: return nil
    }
    // A step that writes the label itself is one that keeps the old values.
    guard let label = step.bucketLabel, step.onlyTarget != label else { return nil }
    let lost = BucketBound.wholeNumbers(in: step.regex.text).filter { number in
      guard let stored = BucketBound.stored(number) else { return false }
      return step.mayMatch([label: number]) && !step.mayMatch([label: stored])
        && !others.contains { $0.bucketLabel == label && $0.mayMatch([label: stored]) }
    }
    return lost.isEmpty ? nil : lost
  }
}

extension RelabelStep {
  /// The label among those that it looks at whose values Prometheus writes itself.
  fileprivate var bucketLabel: String? { sourceLabels.first(where: BucketBound.labels.contains) }
}
