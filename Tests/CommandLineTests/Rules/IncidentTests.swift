import Foundation
import Testing

/// What people are told when something goes wrong: exactly the alerts that are named for it, of all that the stack has.
@Suite("Incidents", .enabled(if: Promtool.isInstalled, "\(Promtool.missing)"))
struct IncidentTests {
  @Test("fire the alerts that are named for them, and no other", arguments: Incident.all)
  func incident(_ incident: Incident) async throws {
    let rules = try RuleSuite.stack.get().rules
    let complaint = try await Promtool.complaint(rules: rules.file(), units: [incident.unit(among: rules)])
    #expect(complaint == nil)
  }

  @Test("are as many as a team meets in a year, and none stands twice")
  func count() {
    #expect(Incident.all.count >= 40)
    #expect(Set(Incident.all.map(\.name)).count == Incident.all.count)
  }
}
