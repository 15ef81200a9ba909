/// The words that findings about rules have in common.
enum RuleWords {
  /// What it means for a query that something that it asks for is not there.
  static func effect(_ effect: MissingSeries.Effect, on query: Query) -> String {
    switch (effect, query.origin) {
    case (.total, .alert): "the alert never fires, or fires all the time where it asks for absence"
    case (.total, .record): "nothing is recorded, and what asks for \(query.name) finds nothing either"
    case (.total, .panel): "panel '\(query.name)' has no data"
    case (.total, .variable): "variable '\(query.name)' has no values"
    case (.total, .adapter): "the adapter has no such metrics"
    case (.partial, .panel), (.partial, .variable), (.none, .panel), (.none, .variable):
      "\(query.origin.rawValue) '\(query.name)' lacks a part"
    case (.partial, _), (.none, _): "only a part of the expression is lost: the rest of it goes on"
    }
  }
}
