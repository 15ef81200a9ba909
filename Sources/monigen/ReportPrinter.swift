import ArgumentParser
import Fleet
import Glibc
import UpgradeReport

/// How a report is written down.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, markdown, json
}

/// Puts a report where the user wants it: a file, a pager, standard output.
struct ReportPrinter {
  var format: ReportFormat
  /// Every change with its values.
  var isFull: Bool
  /// The sections to show; empty for all. JSON has always all.
  var sections: Set<ReportSection>
  /// The file to write instead of standard output.
  var output: String?
  /// Whether a terminal gets a pager.
  var isPaged: Bool

  func print(_ report: UpgradeReport) throws {
    if let output { return try TextFile.write(text(of: report), to: output) }
    try Pager.print(text(of: report), isPaged: isPaged)
  }

  private func text(of report: UpgradeReport) -> String {
    switch format {
    case .text:
      var renderer = TextRenderer()
      renderer.options.full = isFull
      renderer.options.sections = sections
      if output == nil {
        renderer.options.color = Console.isColored(STDOUT_FILENO)
        renderer.options.width = Console.width ?? renderer.options.width
      }
      return renderer.render(report)
    case .markdown:
      var renderer = MarkdownRenderer()
      renderer.options.full = isFull
      renderer.options.sections = sections
      return renderer.render(report)
    case .json: return JSONRenderer().render(report)
    }
  }
}
