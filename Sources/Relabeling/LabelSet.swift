/// The labels of a target or a sample, as far as they are known. A label that is not there is an empty one.
///
///     LabelSet(["__name__": "up"], hasOthers: true)["pod"]   // nil: nobody knows
///     LabelSet(["__name__": "up"], hasOthers: false)["pod"]  // ""
package struct LabelSet: Hashable, Sendable {
  /// What is known of a label.
  private enum Content: Hashable, Sendable {
    case value(String)
    case unknown
  }

  private var contents: [String: Content]
  /// Whether there may be labels besides those that are named.
  package private(set) var hasOthers: Bool

  /// Labels by name; `hasOthers` tells whether there may be more.
  package init(_ labels: [String: String], hasOthers: Bool) {
    contents = labels.mapValues(Content.value)
    self.hasOthers = hasOthers
  }

  /// The value of a label, empty where it is not there; nil where that is not known. To set nil is to forget it.
  package subscript(name: String) -> String? {
    get {
      switch contents[name] {
      case .value(let value): value
      case .unknown: nil
      case nil: hasOthers ? nil : ""
      }
    }
    set { contents[name] = newValue.map(Content.value) ?? .unknown }
  }

  /// The labels that are there for certain and those that may be, by name, sorted; a value that is not known is nil.
  package var all: [(name: String, value: String?)] {
    contents.compactMap { name, content -> (name: String, value: String?)? in
      switch content {
      case .value(""): nil
      case .value(let value): (name, value)
      case .unknown: (name, nil)
      }
    }
    .sorted { $0.name < $1.name }
  }

  /// Forgets every value: any label may have been written to.
  mutating func forgetAll() {
    contents = contents.mapValues { _ in .unknown }
    hasOthers = true
  }
}
