/// The way from a tree's root to one of its values.
///
///     ValuePath("spec", "groups", 0).description       // "spec.groups[0]"
///     ValuePath("labels", "a.b").description           // "labels[\"a.b\"]"
public struct ValuePath: Sendable, Hashable, CustomStringConvertible {
  /// One step down: to a member of an object, or to an item of an array.
  public enum Step: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case key(String)
    case index(Int)

    public init(stringLiteral value: String) { self = .key(value) }
    public init(integerLiteral value: Int) { self = .index(value) }

    public static func == (a: Step, b: Step) -> Bool {
      switch (a, b) {
      case (.key(let x), .key(let y)): x.hasSameBytes(as: y)
      case (.index(let x), .index(let y)): x == y
      default: false
      }
    }
  }

  /// From the root downwards; empty for the root.
  public var steps: [Step]

  /// The path to the root itself.
  public static let root = ValuePath(steps: [])

  /// The path that these steps make from the root.
  public init(steps: [Step]) { self.steps = steps }
  /// As with a list; strings and integers may be written as they are: `ValuePath("groups", 0)`.
  public init(_ steps: Step...) { self.steps = steps }

  /// The path to a member of the object at `path`.
  public static func + (path: ValuePath, key: String) -> ValuePath { ValuePath(steps: path.steps + [.key(key)]) }
  /// The path to an item of the array at `path`; indices count from 0.
  public static func + (path: ValuePath, index: Int) -> ValuePath { ValuePath(steps: path.steps + [.index(index)]) }

  /// The path one step up; nil for the root.
  public var parent: ValuePath? { steps.isEmpty ? nil : ValuePath(steps: steps.dropLast()) }

  /// Dots between plain keys, brackets around indices and quoted keys; empty for the root.
  public var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .index(let index):
        text += "[\(index)]"
      case .key(let key) where Self.isPlain(key):
        text += text.isEmpty ? key : "." + key
      case .key(let key):
        text += "[" + JSONWriter.quoted(key) + "]"
      }
    }
    return text
  }

  private static func isPlain(_ key: String) -> Bool {
    !key.isEmpty
      && key.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}
