import Checks
import Diagnostics
import Kubernetes
import ValueTree

/// A change or a finding that a team has looked at and does not want to be told of, for a while or for good.
///
/// Whatever is given must fit; each part may have `*` and `?` in it. A path stands for everything below it too. Only
/// findings have a code: with one, changes are told all the same.
public struct Suppression: Sendable, Hashable {
  /// A Kubernetes kind, as `Deployment`; nil for any.
  public var kind: String?
  /// The object's name; nil for any.
  public var name: String?
  /// The place within the object, as a report names it: `spec.template.spec.containers[name=grafana].image`; nil for
  /// any place, and for objects that came or went.
  public var path: String?
  /// A finding's code, as `immutable-field`; nil for changes and for findings of any code.
  public var code: String?
  /// Why it is not told.
  public var reason: String
  /// The last day on which it counts; nil for always.
  public var until: Day?
  /// Where the settings say it.
  public var location: SourceLocation?
  /// Where they say the code.
  public var codeLocation: SourceLocation?

  /// A suppression by its parts; one without any but the reason fits everything.
  public init(
    kind: String? = nil, name: String? = nil, path: String? = nil, code: String? = nil, reason: String,
    until: Day? = nil, location: SourceLocation? = nil, codeLocation: SourceLocation? = nil
  ) {
    self.kind = kind
    self.name = name
    self.path = path
    self.code = code
    self.reason = reason
    self.until = until
    self.location = location
    self.codeLocation = codeLocation
  }
}

extension Suppression {
  /// Whether an object that came or went, or everything about an object, is not to be told.
  func fits(whole object: ObjectReference) -> Bool { code == nil && path == nil && fits(object) }

  /// Whether a change at a place of an object is not to be told.
  func fits(_ path: String, in object: ObjectReference) -> Bool { code == nil && fits(object) && fits(path: path) }

  /// Whether a finding is not to be told.
  func fits(_ finding: Finding) -> Bool {
    fits(finding.object) && fits(path: finding.path) && Self.fits(code, finding.code)
  }

  private func fits(_ object: ObjectReference?) -> Bool {
    Self.fits(kind, object?.kind) && Self.fits(name, object?.name)
  }

  private func fits(path text: String?) -> Bool {
    guard let path else { return true }
    guard let text else { return false }
    // The place itself, or a step further down.
    return ["", ".*", "[*", "|*"].contains { Glob.matches(text, path + $0) }
  }

  private static func fits(_ glob: String?, _ text: String?) -> Bool {
    guard let glob else { return true }
    return text.map { Glob.matches($0, glob) } ?? false
  }
}
