/// A part of the language, besides functions, that not every version of Prometheus reads.
///
/// Source: Prometheus' change log, and its lexer and grammar at the first release of each minor version.
public enum LanguageFeature: String, Sendable, Hashable, CaseIterable {
  case groupAggregation = "the aggregation 'group'"
  case limitAggregation = "the aggregations 'limitk' and 'limit_ratio'"
  case compositeDuration = "durations of several units"
  case atModifier = "the modifier '@'"
  case negativeOffset = "negative offsets"
  case atan2 = "the operator 'atan2'"
  case durationAsNumber = "durations and numbers in place of each other"
  case numberWithUnderscore = "numbers with underscores"
  case quotedMetricName = "metric and label names in quotes within braces"
  case quotedLabelList = "label names in quotes in a list"
  case labelWithColon = "label names with a colon in a list"
  case plusBeforeOffset = "a plus sign before an offset"
  case durationArithmetic = "arithmetic on durations"
  case durationStep = "'step()' as a duration"
  case durationRange = "'range()' as a duration"
  case durationExtremum = "'min_of' and 'max_of' on durations"
  case windowEdges = "the modifiers 'anchored' and 'smoothed'"
  case fill = "the modifiers 'fill', 'fill_left' and 'fill_right'"
  case trim = "the operators '</' and '>/'"

  /// Which versions read it.
  public var availability: Availability {
    switch self {
    case .groupAggregation: Availability(since: PrometheusVersion(2, 20))
    case .compositeDuration: Availability(since: PrometheusVersion(2, 21))
    case .atModifier:
      Availability(since: PrometheusVersion(2, 25), flag: "promql-at-modifier", stableSince: PrometheusVersion(2, 33))
    case .negativeOffset:
      Availability(
        since: PrometheusVersion(2, 26), flag: "promql-negative-offset", stableSince: PrometheusVersion(2, 33))
    case .atan2: Availability(since: PrometheusVersion(2, 31))
    case .quotedMetricName: Availability(since: PrometheusVersion(2, 53))
    case .limitAggregation: Availability(since: PrometheusVersion(2, 54), flag: "promql-experimental-functions")
    case .durationAsNumber, .numberWithUnderscore: Availability(since: PrometheusVersion(2, 54))
    case .quotedLabelList: Availability(since: PrometheusVersion(2, 55))
    case .labelWithColon: Availability(since: PrometheusVersion(3, 0))
    case .plusBeforeOffset: Availability(since: PrometheusVersion(3, 4))
    case .durationArithmetic: Self.durationExpression(since: PrometheusVersion(3, 4))
    case .durationStep: Self.durationExpression(since: PrometheusVersion(3, 6))
    case .durationRange: Self.durationExpression(since: PrometheusVersion(3, 10))
    case .durationExtremum: Self.durationExpression(since: PrometheusVersion(3, 13))
    case .windowEdges: Availability(since: PrometheusVersion(3, 7), flag: "promql-extended-range-selectors")
    case .fill: Availability(since: PrometheusVersion(3, 10), flag: "promql-binop-fill-modifiers")
    case .trim: Availability(since: PrometheusVersion(3, 11))
    }
  }

  private static func durationExpression(since version: PrometheusVersion) -> Availability {
    Availability(since: version, flag: "promql-duration-expr", stableSince: PrometheusVersion(3, 14))
  }
}
