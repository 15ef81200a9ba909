import Checks

extension RuleOrigins {
  /// Findings about rules and texts that the project's people wrote, with the places where these stand; others stay as
  /// they are.
  public func locating(_ findings: [Finding]) -> [Finding] {
    findings.map { finding in
      var finding = finding
      if let rule = finding.rule {
        finding.sources = places(ofRule: rule)
      } else if let culprit = finding.culprit {
        finding.sources = places(ofText: culprit)
      }
      return finding
    }
  }
}
