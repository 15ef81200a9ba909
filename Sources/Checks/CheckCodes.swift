/// The codes of all findings that checks of builds and of steps have. Each has its section in docs/findings.md.
package enum CheckCodes {
  /// All of them, each once.
  package static let all: [String] =
    HazardCode.allCases.map(\.rawValue)
    + [RoutingCheck.unknownAlert, RoutingCheck.invalidMatcher, RefusedRouting.documentCode]
    + [RelabelingCheck.code, ScrapeCollisions.code]
    + [InvalidExpressions.code, MissingRecords.code, MissingLabels.code, NeverMatching.code]
    + [NeverMatching.bucketCode, DroppedMetrics.code, UnknownJobs.code, DuplicateSeries.code, TemplateLabels.code]
    + [NeverTrue.code, NeverTrue.absenceCode, LostCluster.code, MissingMetric.code]
}
