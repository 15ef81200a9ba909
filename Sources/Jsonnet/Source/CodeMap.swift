/// All code that libjsonnet was given, and the way from the places that it names to what a person wrote.
struct CodeMap {
  /// A place in a person's code, or in what was put into it.
  struct Found {
    /// The name of the code.
    var file: String
    var source: SourceText
    var place: SourceText.Place
  }

  /// By the names that libjsonnet knows them by.
  private var sources: [String: SourceText] = [:]
  /// The program, where it was joined with files that it imports.
  private(set) var linked: LinkedProgram?
  /// The numbers of those files that were evaluated.
  private var evaluated: Set<Int> = []

  mutating func add(_ source: SourceText, as name: String) { sources[name] = source }
  mutating func add(_ program: LinkedProgram) { linked = program }
  mutating func noteEvaluated(_ file: Int) { evaluated.insert(file) }

  /// Where a frame lies; nil for libjsonnet's own code.
  func find(_ frame: Trace.Frame) -> Found? {
    guard let start = frame.start, let end = frame.end else { return nil }
    if let linked, frame.file == linked.name {
      let (file, source, place) = linked.place(from: start, to: end)
      return Found(file: file, source: source, place: place)
    }
    return sources[frame.file].map { Found(file: frame.file, source: $0, place: $0.place(from: start, to: end)) }
  }

  /// All code that was evaluated, in the order of its names.
  var all: [SourceText] {
    let linked = linked?.sources(of: evaluated) ?? []
    let others = sources.map { (name: $0.key, source: $0.value) }
    return (linked + others)
      .map { (name: PathText.tidy($0.name), source: $0.source) }
      .sorted { $0.name < $1.name }.map(\.source)
  }
}
