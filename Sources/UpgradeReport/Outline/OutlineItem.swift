import ValueTree

/// One thing that a report tells: an alert that came, an object that changed, a finding. Whatever the clusters have
/// alike is one item.
struct OutlineItem: Sendable, Hashable {
  /// What happened, or how much a finding weighs and whether it is one of before; items stand in this order.
  enum Mark: Int, Sendable, Hashable, CaseIterable {
    case breaking, warning, info, fixed, stillThere, added, removed, renamed, moved, changed, cosmetic

    /// Whether only a report of everything tells such items one by one: they call for nothing.
    var isQuiet: Bool { self == .cosmetic || self == .stillThere }
  }

  /// What happened.
  var mark: Mark
  /// What a person looks for: the alert's name, the object.
  var title: String
  /// Where it is, where the title alone does not say: group and object of a rule.
  var context = ""
  /// A few words beside the title: the fields of a rule that changed, the versions of an image.
  var note = ""
  /// What there is to say about it, in order.
  var details: [OutlineDetail] = []
  /// The clusters that it is true of, in the order of names.
  var clusters: [String] = []

  /// What makes items of different clusters one.
  struct Key: Hashable, Comparable {
    var mark: Int
    var title: String
    var context: String
    var note: String

    static func < (a: Key, b: Key) -> Bool {
      if a.mark != b.mark { return a.mark < b.mark }
      if a.title != b.title { return NaturalOrder.precedes(a.title, b.title) }
      return (a.context, a.note) < (b.context, b.note)
    }
  }

  var key: Key { Key(mark: mark.rawValue, title: title, context: context, note: note) }
}

/// One statement about an item, of one or more lines.
struct OutlineDetail: Sendable, Hashable {
  /// One line, and whether it tells of what was, what is now, or neither.
  struct Line: Sendable, Hashable {
    enum Mark: Sendable, Hashable {
      case none, added, removed
    }

    var mark = Mark.none
    var text: String

    init(_ text: String, _ mark: Mark = .none) {
      self.text = text
      self.mark = mark
    }
  }

  var lines: [Line]
  /// What it is about, as the path of a change: details of several clusters about one thing stand together.
  var subject: String
  /// Whether the change means nothing: told only where everything is.
  var isCosmetic = false
  /// The clusters that it is true of, in the order of names.
  var clusters: [String] = []

  init(_ lines: [Line], subject: String = "", isCosmetic: Bool = false) {
    self.lines = lines
    self.subject = subject
    self.isCosmetic = isCosmetic
  }

  init(_ text: String) { self.init([Line(text)], subject: text) }
}
