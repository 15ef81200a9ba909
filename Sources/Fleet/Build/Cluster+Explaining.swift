import Diagnostics
import Jsonnet

extension Cluster {
  /// Does a part of the cluster's build; what goes wrong is told with the cluster's file.
  ///
  /// An error without a place, or with one in the program that monigen wrote for the cluster, is about the cluster's
  /// file; any other ends with a note that names the file, as the last frame of a stack trace would.
  ///
  /// - Parameter context: a note for every error, in front of that one.
  func explaining<Result>(
    _ program: EvaluationRequest? = nil, context: String? = nil, _ work: () throws -> Result
  ) throws -> Result {
    do {
      return try work()
    } catch {
      var name: String?
      if case .snippet(_, let snippet)? = program?.program { name = snippet }
      throw DiagnosticList(DiagnosticList(error).all.map { explained($0, program: name, context: context) })
    }
  }

  private func explained(_ diagnostic: Diagnostic, program: String?, context: String?) -> Diagnostic {
    var diagnostic = diagnostic
    diagnostic.notes.removeAll { $0.location != nil && $0.location?.file == program }
    if let context { diagnostic.notes.append(Diagnostic.Note(context)) }
    guard let location = diagnostic.location, location.file != program else {
      diagnostic.location = SourceLocation(file: file)
      diagnostic.excerpt = nil
      return diagnostic
    }
    if !layers.layers.contains(where: { $0.source.file == location.file }) {
      diagnostic.notes.append(Diagnostic.Note("from here", at: SourceLocation(file: file)))
    }
    return diagnostic
  }
}
