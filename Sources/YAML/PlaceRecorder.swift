import ValueTree

/// Notes where the values and keys of a document stand, in the order of the text; does nothing where nobody asked.
///
/// What a value consists of is then one region of the notes, so an alias or a merge key repeats a region elsewhere.
struct PlaceRecorder {
  private struct Note {
    var path: [ValuePath.Step]
    var position: SourceMap.Position
    var isKey: Bool
  }

  /// The notes of one value, which stands below `depth` steps.
  struct Region {
    fileprivate var notes: Range<Int>
    fileprivate var depth: Int
  }

  private let lines: SourceLines?
  private var notes: [Note] = []
  private var path: [ValuePath.Step] = []

  init(lines: SourceLines?) { self.lines = lines }

  mutating func enter(_ step: ValuePath.Step) {
    if lines != nil { path.append(step) }
  }

  mutating func leave() {
    if lines != nil { path.removeLast() }
  }

  /// Notes the value that begins here; `end` closes its region.
  mutating func begin(at mark: Int) -> Region {
    let region = Region(notes: notes.count..<notes.count, depth: path.count)
    note(at: mark, isKey: false)
    return region
  }

  /// Enters a step whose value is no value of the tree, as that of a merge key.
  mutating func open(_ step: ValuePath.Step) -> Region {
    enter(step)
    return Region(notes: notes.count..<notes.count, depth: path.count)
  }

  func end(_ region: Region) -> Region {
    Region(notes: region.notes.lowerBound..<notes.count, depth: region.depth)
  }

  mutating func noteKey(at mark: Int) { note(at: mark, isKey: true) }

  /// Repeats the notes of an anchor's value below the present path; the alias itself stands at `mark`.
  mutating func replay(_ region: Region, at mark: Int) {
    guard lines != nil else { return }
    note(at: mark, isKey: false)
    for index in region.notes.dropFirst() {
      var copy = notes[index]
      copy.path = path + copy.path.dropFirst(region.depth)
      notes.append(copy)
    }
  }

  /// Repeats the notes of merged members at the present path: those that `winners` names, by the map that gave them.
  mutating func replayMerge(_ region: Region, isList: Bool, winners: [String: Int]) {
    guard lines != nil else { return }
    for index in region.notes {
      var copy = notes[index]
      var rest = copy.path.dropFirst(region.depth)
      var source = 0
      if isList {
        guard case .index(let item)? = rest.popFirst() else { continue }
        source = item
      }
      guard case .key(let key)? = rest.first, winners[key] == source else { continue }
      copy.path = path + rest
      notes.append(copy)
    }
  }

  /// The finished document's map; the recorder is then ready for the next one.
  mutating func takeMap(file: String) -> SourceMap {
    guard let lines else { return SourceMap(file: file) }
    var map = SourceMap(file: file, lines: lines)
    for note in notes {
      if note.isKey {
        map.record(key: ValuePath(steps: note.path), at: note.position)
      } else {
        map.record(value: ValuePath(steps: note.path), at: note.position)
      }
    }
    notes = []
    return map
  }

  private mutating func note(at mark: Int, isKey: Bool) {
    guard let lines else { return }
    notes.append(Note(path: path, position: lines.position(atScalar: mark), isKey: isKey))
  }
}
