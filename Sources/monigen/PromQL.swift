import ArgumentParser
import Diagnostics
import Foundation
import PromQL
import ValueTree

struct PromQLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promql",
    abstract: "Check PromQL expressions as Prometheus does, and print them in their canonical form.",
    discussion: "An expression that Prometheus would refuse is shown with the place that is wrong; the exit code is 2.")

  @Argument(help: ArgumentHelp("One expression; '-' or nothing for one a line from standard input.", valueName: "expr"))
  var expression = "-"

  @Flag(help: "Print each expression over several lines.")
  var pretty = false

  @Flag(help: "Print which metrics, labels and functions each expression uses, one JSON object a line.")
  var json = false

  @Flag(help: "Read the variables of Grafana dashboards, such as $__rate_interval.")
  var grafana = false

  func validate() throws {
    if pretty, json { throw ValidationError("--pretty and --json exclude each other") }
  }

  func run() throws {
    let source = try expression == "-" ? Self.standardInput() : expression
    let file = expression == "-" ? "<stdin>" : "<expression>"
    // Standard input has one expression a line, an argument is one over any number of lines.
    let texts = expression == "-" ? source.split(separator: "\n", omittingEmptySubsequences: false) : [source[...]]
    var failed = false
    for (index, text) in texts.enumerated() where expression != "-" || !text.allSatisfy(\.isWhitespace) {
      let query = PromQLText(String(text), isGrafana: grafana, file: file, firstLine: index + 1)
      do {
        try Console.result(output(of: try query.expression(), query))
      } catch let diagnostic as Diagnostic where diagnostic.location != nil {
        Console.report([diagnostic])
        failed = true
      }
    }
    if failed { throw ExitStatus.trouble }
  }

  private func output(of expression: PromQL.Expression, _ query: PromQLText) -> String {
    if pretty { return query.restored(expression.pretty) }
    let canonical = query.restored(expression.description)
    guard json else { return canonical }
    let summary = ExpressionSummary(of: expression)
    func list(_ names: [String]) -> Value { .array(names.map { .string(query.restored($0)) }) }
    let object: Value = [
      "expression": .string(canonical), "metrics": list(summary.metrics), "labels": list(summary.labels),
      "functions": list(summary.functions),
    ]
    return JSONWriter.compact(object)
  }

  private static func standardInput() throws -> String {
    guard let text = String(validating: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self) else {
      throw Diagnostic("the expressions are not valid UTF-8", at: SourceLocation(file: "<stdin>"))
    }
    return text
  }
}

/// An expression as the user gave it, with or without Grafana's variables.
private struct PromQLText {
  private let original: String
  private let grafana: GrafanaText?
  private let file: String
  private let firstLine: Int

  init(_ text: String, isGrafana: Bool, file: String, firstLine: Int) {
    original = text
    grafana = isGrafana ? GrafanaText(text) : nil
    self.file = file
    self.firstLine = firstLine
  }

  /// - Throws: a `Diagnostic` with a place and an excerpt.
  func expression() throws(Diagnostic) -> PromQL.Expression {
    do throws(Problem) {
      return try PromQL.Expression(checking: grafana?.text ?? original)
    } catch {
      throw diagnostic(error)
    }
  }

  func restored(_ printed: String) -> String { grafana?.restored(printed) ?? printed }

  private func diagnostic(_ problem: Problem) -> Diagnostic {
    let lines = SourceLines(original.utf8)
    let start = grafana?.original(problem.range).start ?? problem.range.start
    let place = lines.position(atByte: start)
    let location = SourceLocation(file: file, line: firstLine + place.line - 1, column: place.column)
    var hint: String?
    if case .unknownFunction(let name) = problem.kind {
      hint = Suggestion.nearest(to: name, in: Function.all.map(\.name)).map { "did you mean '\($0)'?" }
    }
    return Diagnostic(
      restored(problem.message), at: location, excerpt: lines.text(ofLine: place.line), hint: hint)
  }
}
