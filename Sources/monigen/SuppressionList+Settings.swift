import Fleet
import Foundation
import UpgradeReport

extension SuppressionList {
  /// What `diff.suppress` of the settings says.
  init(_ settings: Settings, today: Day) {
    let all = settings.suppressions.map { setting in
      Suppression(
        kind: setting.kind, name: setting.name, path: setting.path, code: setting.code, reason: setting.reason,
        until: setting.until.flatMap(Day.init), location: setting.location, codeLocation: setting.codeLocation)
    }
    self.init(all, today: today)
  }
}

extension Day {
  /// The day that it is in UTC, so that a suppression is over everywhere at once.
  static var today: Day {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents([.year, .month, .day], from: .now)
    return Day(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
  }
}
