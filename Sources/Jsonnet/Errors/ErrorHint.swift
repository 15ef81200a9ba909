import Diagnostics

/// What to do about common errors, by libjsonnet's wording of them.
enum ErrorHint {
  static func hint(for message: String, at frame: ErrorReport.UserFrame?, code: CodeMap) -> String? {
    if let name = message.text(after: "Unknown variable: ") {
      return unknownVariable(name, at: frame)
    }
    if let name = message.text(after: "field does not exist: ") {
      return unknownField(name, at: frame, code: code)
    }
    if message.hasPrefix("max stack frames exceeded") {
      return "this is most often a definition that needs itself; if the depth is meant, render takes --max-stack"
    }
    if let name = message.text(after: "undefined external variable: ") {
      return "only 'monigen render' sets external variables: -V \(name)=VALUE or --ext-code \(name)=CODE"
    }
    if message.hasPrefix("couldn't manifest function") || message.hasPrefix("Tried to manifest function") {
      return "a function has no JSON: call it, or hide its field with '::'"
    }
    return nil
  }

  private static func unknownVariable(_ name: String, at frame: ErrorReport.UserFrame?) -> String? {
    guard let frame else { return nil }
    let known = Names(in: frame.source.original).variables.filter { $0 != name }
    return Suggestion.nearest(to: name, in: known + ["std"]).map { "did you mean '\($0)'?" }
  }

  private static func unknownField(
    _ name: String, at frame: ErrorReport.UserFrame?, code: CodeMap
  ) -> String? {
    guard let frame else { return nil }
    if let line = frame.source.line(frame.line), line.contains("std.\(name)") {
      return "the standard library of libjsonnet \(JsonnetLibrary.version) has no function '\(name)'"
    }
    // The objects are gone; the names that the files give to fields are at hand. The file of the error comes first.
    for source in [frame.source] + code.all {
      let known = Names(in: source.original).fields.filter { $0 != name }
      if let nearest = Suggestion.nearest(to: name, in: known) { return "did you mean '\(nearest)'?" }
    }
    return nil
  }
}

extension String {
  fileprivate func text(after prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
