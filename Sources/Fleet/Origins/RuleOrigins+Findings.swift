import Checks

extension RuleOrigins {
  /// Findings about rules that the project's people wrote, with the places where these stand; others stay as they are.
  public func locating(_ findings: [Finding]) -> [Finding] {
    findings.map { finding in
      guard let rule = finding.rule else { return finding }
      var finding = finding
      finding.sources = places(ofRule: rule)
      return finding
    }
  }
}
