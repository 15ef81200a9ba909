import Kubernetes
import ValueTree

/// What a document in a ConfigMap or a Secret is: known by what it holds, as its key may be any.
enum DocumentKind: Sendable, Hashable, CaseIterable {
  case alertmanager, dashboard, scrapeConfigs, datasources, adapter, blackbox, rules, settings, other, text

  /// The kind of a document by its shape.
  init(_ document: Value) {
    switch document {
    case .object(let root): self = Self.kind(of: root)
    case .array(let items):
      let isScrape = !items.isEmpty && items.allSatisfy { $0["job_name"]?.string != nil }
      self = isScrape ? .scrapeConfigs : .other
    default: self = .other
    }
  }

  private static func kind(of root: Object) -> DocumentKind {
    if root["route"]?.object != nil, root["receivers"]?.array != nil { return .alertmanager }
    if root["title"]?.string != nil, (root["panels"] ?? root["rows"])?.array != nil { return .dashboard }
    if root["datasources"]?.array != nil { return .datasources }
    if root["rules"]?.array?.first?["seriesQuery"] != nil || root["resourceRules"]?.object != nil { return .adapter }
    if root["modules"]?.object != nil { return .blackbox }
    if root["groups"]?.array?.first?["rules"]?.array != nil { return .rules }
    return .other
  }

  /// What the comparison has to know of its fields.
  private var fields: FieldType {
    switch self {
    case .alertmanager: .structure(.alertmanagerDocument)
    case .dashboard: .structure(.dashboardDocument)
    case .scrapeConfigs: .list(.keyed("job_name"), .structure(.scrapeDocument))
    case .datasources: .structure(.datasourcesDocument)
    case .adapter: .structure(.adapterDocument)
    case .blackbox: .structure(.blackboxDocument)
    case .rules: .structure(.prometheusRuleSpec)
    case .settings, .other, .text: .unknown
    }
  }

  /// What of it may be shown where a Secret holds it; nil where that is nothing at all.
  var disclosureInSecret: Disclosure? {
    switch self {
    case .alertmanager: .alertmanager
    case .scrapeConfigs: .scrapeConfigs
    case .datasources: .datasources
    case .settings: .grafanaSettings
    case .dashboard, .adapter, .blackbox, .rules, .other, .text: nil
    }
  }

  /// The document with everything written one way that has several spellings.
  private func canonical(_ document: Value) -> Value {
    self == .alertmanager ? AlertmanagerDocument.canonical(document) : document
  }

  /// The changes between two documents of this kind.
  func changes(from: Value, to: Value, at path: ChangePath) -> [Change] {
    var comparison = Comparison()
    comparison.compare(canonical(from), canonical(to), as: Field(type: fields, schema: nil))
    return comparison.changes.map { $0.below(path) }
  }
}
