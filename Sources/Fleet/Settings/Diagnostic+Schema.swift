import Diagnostics
import Schema
import ValueTree

extension Diagnostic {
  /// A violation at its place in the file that holds the value.
  init(_ violation: Violation, noun: String, in source: SourceMap) {
    let location =
      violation.isAboutKey ? source.location(ofKeyAt: violation.place) : source.location(of: violation.place)
    self.init(
      violation.message(noun: noun, root: "the file"), at: location, excerpt: source.excerpt(at: location),
      hint: violation.hint)
  }

  /// A problem of a schema at its place in the schema's file.
  init(_ problem: InvalidSchema.Problem, in source: SourceMap) {
    let location = problem.isAboutKey ? source.location(ofKeyAt: problem.path) : source.location(of: problem.path)
    self.init(
      "bad schema: \(problem.message)", at: location, excerpt: source.excerpt(at: location), hint: problem.hint)
  }
}

extension [Diagnostic] {
  /// Each once; those of one file in the order of its lines, files in the order in which they come up first.
  package func inFileOrder() -> [Diagnostic] {
    var files: [String: Int] = [:]
    let unique = uniqued()
    for diagnostic in unique {
      let file = diagnostic.location?.file ?? ""
      files[file] = files[file] ?? files.count
    }
    let keyed = unique.enumerated().map { offset, diagnostic in
      let location = diagnostic.location
      let place = [files[location?.file ?? ""] ?? 0, location?.line ?? 0, location?.column ?? 0, offset]
      return (place: place, diagnostic: diagnostic)
    }
    return keyed.sorted { $0.place.lexicographicallyPrecedes($1.place) }.map(\.diagnostic)
  }
}
