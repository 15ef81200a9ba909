import Jsonnet
import Platform

/// One target of one cluster, ready to be evaluated or to be found in the cache.
struct TargetRequest: Sendable {
  var target: Target
  /// The program of all targets; it is the same for clusters that differ in nothing but variables.
  var program: TargetProgram
  /// Which of the targets this is, and the cluster's variables.
  var branch: EvaluationBranch
  var digests: VariableDigests

  /// The requests of one cluster, with one variable more.
  static func adding(_ variable: EvaluationRequest.Variable, to requests: [TargetRequest]) -> [TargetRequest] {
    guard let variables = requests.first.map({ $0.branch.variables + [variable] }) else { return [] }
    let digests = VariableDigests(variables)
    return requests.map { request in
      var request = request
      request.branch.variables = variables
      request.digests = digests
      return request
    }
  }

  /// What tells requests apart besides variables: equal keys and equal traces give equal results.
  var key: Digest { Digest(of: "\(branch.number) \(program.key.hex)") }
}

/// A program that evaluates any of a cluster's targets.
struct TargetProgram: Sendable {
  var evaluation: EvaluationRequest
  /// The digest of all that its result depends on besides what it imports and the variables.
  let key: Digest

  /// - Parameter tool: what tells this build of monigen from another.
  init(_ evaluation: EvaluationRequest, tool: String) {
    self.evaluation = evaluation
    var text = [tool, JsonnetLibrary.version]
    if case .snippet(let code, _) = evaluation.program { text.append(code) }
    text += [evaluation.displayRoot] + evaluation.searchPath + ["--"] + evaluation.roots
    // No part can be mistaken for two: lengths go in front.
    key = Digest(of: text.map { "\($0.utf8.count):\($0)" }.joined())
  }
}
