import Relabeling
import TestSupport

/// Random steps and labels, from so few words that they meet.
struct RandomSteps {
  var generator: SeededGenerator

  static let labels = ["a", "b", "c", "ab", "__tmp"]
  private static let regexes = [
    "(.*)", ".*", "(.+)", "x", "x.*", "(x+)(y?)", "(?P<first>x)y*", "x|y", "", "a|b", "(a)(b)?", "[^x]*", "(?i)X;?.*",
    "a.c", "(x)?(y)?", "__tmp", "y;x", ";", "(", "a**", "é+",
  ]
  private static let replacements = ["$1", "${1}", "$1$2", "z", "", "$0-$$", "${first}", "$1x", "$2", "a$3", "$", "${1"]
  private static let targets = ["a", "b", "c", "d", "${1}", "$1_x", "l$2", "1", "a-b", "", "$"]

  mutating func labels() -> [String: String] {
    var labels: [String: String] = [:]
    for name in Self.labels where generator.chance(70) {
      labels[name] = generator.pick(["x", "y", "xy", "xx", "xxyy", "a;b", "Xé", "ÉΣ", "a\nc", "12"])
    }
    return labels
  }

  mutating func step() -> RelabelFields {
    var fields = RelabelFields()
    let action = generator.pick(RelabelAction.allCases)
    if action != .replace || generator.chance(60) {
      fields.action = generator.chance(10) ? action.rawValue.uppercased() : action.rawValue
    }
    if generator.chance(2) { fields.action = "move" }
    let isAboutNames = [.labeldrop, .labelkeep].contains(action)
    if !isAboutNames || generator.chance(5) {
      if generator.chance(90) {
        fields.sourceLabels = (0..<generator.below(3)).map { _ in generator.pick(Self.labels) }
      }
      if generator.chance(10) { fields.separator = generator.pick([";", "", "-", "::"]) }
    }
    if generator.chance(action == .keepequal || action == .dropequal ? 5 : 80) {
      fields.regex = generator.pick(Self.regexes)
    }
    // The labels that every target needs have to stay.
    if action == .labeldrop { fields.regex = generator.pick(["a", "a|b", "(a)(b)?", "c|ab", "__tmp", "", "("]) }
    if action == .labelkeep { fields.regex = "__.*|" + (fields.regex ?? "") }
    if [.replace, .lowercase, .uppercase, .keepequal, .dropequal, .hashmod].contains(action) || generator.chance(3) {
      fields.targetLabel = generator.pick(generator.chance(85) ? Array(Self.targets[..<7]) : Self.targets)
      if action != .replace, generator.chance(90) { fields.targetLabel = generator.pick(["a", "b", "d"]) }
    }
    if action == .replace || action == .labelmap || generator.chance(3) {
      if generator.chance(70) { fields.replacement = generator.pick(Self.replacements) }
      if action == .labelmap { fields.replacement = generator.pick(["m_$1", "n", "$1", "${1}_${2}"]) }
    }
    if action == .hashmod ? generator.chance(95) : generator.chance(2) {
      fields.modulus = String(generator.pick([1, 2, 7, 1000, 0, 4_294_967_296]))
    }
    return fields
  }
}
