import ValueTree

/// The way to a change, in which an item of a list is named by what it is and not by where it stands.
///
///     spec.template.spec.containers[name=prometheus].args[--storage.tsdb.retention.time]
public struct ChangePath: Sendable, Hashable, CustomStringConvertible {
  /// One step down.
  public enum Step: Sendable, Hashable {
    /// Into a member of an object.
    case key(String)
    /// To an item of a list without identity; counts from 0, in the new value where it is there, else in the old.
    case index(Int)
    /// To the item with these key fields: `[name=prometheus]`, `[port=https-metrics,path=/metrics]`.
    case item([Field])
    /// To the item that is, or begins with, this text: an argument's flag, a member of a set.
    case member(String)
    /// Into a document that a string holds: the key's value parsed as YAML or JSON. Shown as `|`.
    case document
  }

  /// A key field and its value, as text.
  public struct Field: Sendable, Hashable {
    /// The field's name, as `name` or `path`.
    public var name: String
    /// Its value, as text.
    public var value: String

    /// A field of an item's identity.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// From the object's root downwards; empty for the root.
  public var steps: [Step]

  /// The path that these steps make.
  public init(_ steps: [Step] = []) { self.steps = steps }

  /// The path one step further down.
  public static func + (path: ChangePath, step: Step) -> ChangePath { ChangePath(path.steps + [step]) }

  /// As a person reads it.
  public var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .key(let key):
        // In brackets where the key is no plain word.
        let step = ValuePath(.key(key)).description
        text += text.isEmpty || step.hasPrefix("[") ? step : "." + step
      case .index(let index): text += "[\(index)]"
      case .item(let fields): text += "[" + fields.map { "\($0.name)=\($0.value)" }.joined(separator: ",") + "]"
      case .member(let member): text += "[\(member)]"
      case .document: text += "|"
      }
    }
    return text
  }
}
