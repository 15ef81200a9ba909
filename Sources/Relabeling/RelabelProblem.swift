/// Why a relabeling step is none for us. All but `regexTooLarge` Prometheus refuses too, and with them its whole
/// configuration.
package enum RelabelProblem: Error, Hashable, Sendable {
  case unknownAction(String)
  case zeroModulus
  case badModulus(String)
  case missingTarget(RelabelAction)
  case badTarget(String, RelabelAction)
  case badReplacement(String, RelabelAction)
  case replacementNotAllowed(RelabelAction)
  case onlySourceAndTarget(RelabelAction)
  case onlyRegex(RelabelAction)
  case badRegex(String, why: String)
  case regexTooLarge(String)
}

extension RelabelProblem {
  /// One sentence without a final full stop.
  package var message: String {
    switch self {
    case .unknownAction(let text): "'\(text)' is no relabeling action"
    case .zeroModulus: "hashmod needs a modulus other than 0"
    case .badModulus(let text): "'\(text)' is no modulus: a whole number from 0 to 2^64 - 1"
    case .missingTarget(let action): "\(action.rawValue) needs a target label"
    case .badTarget(let text, let action): "'\(text)' is no target label for \(action.rawValue)"
    case .badReplacement(let text, let action): "'\(text)' is no replacement for \(action.rawValue)"
    case .replacementNotAllowed(let action): "\(action.rawValue) takes no replacement"
    case .onlySourceAndTarget(let action): "\(action.rawValue) takes source labels and a target label, nothing else"
    case .onlyRegex(let action): "\(action.rawValue) takes a regular expression, nothing else"
    case .badRegex(let text, let why): "'\(text)' is no regular expression: \(why)"
    case .regexTooLarge(let text): "the regular expression '\(text.prefix(60))…' is too large to be looked at"
    }
  }
}
