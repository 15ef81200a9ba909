import Kubernetes

/// A relabelling step in one line: `replace from __meta_x to pod`, `drop where namespace is kube-.*`.
enum RelabelingText {
  static func text(_ step: RelabelingView) -> String {
    let sources = step.sourceLabels.joined(separator: ", ")
    let match = sources.isEmpty ? step.regex : "\(sources) is \(step.regex)"
    switch step.action {
    case "replace", "lowercase", "uppercase", "hashmod":
      let target = step.targetLabel.map { "\(step.action) \($0)" } ?? step.action
      let value = step.replacement == "$1" || step.replacement == "${1}" ? "" : " with \(step.replacement)"
      let condition = step.regex == "(.*)" ? (sources.isEmpty ? "" : " from \(sources)") : " where \(match)"
      return target + value + condition
    case "labeldrop", "labelkeep", "labelmap": return "\(step.action) \(step.regex)"
    default: return "\(step.action) where \(match)"
    }
  }
}
