/// A line that git writes around the sides of a merge conflict.
package struct ConflictMarker {
  /// Where the line starts, in bytes.
  package let offset: Int

  /// What is wrong with a file that has one.
  package static let message = "this file has an unsolved merge conflict"
  /// What to do about it, where nothing better is known of the file.
  package static let hint =
    "keep what is right of both sides, and remove the lines with <<<<<<<, ======= and >>>>>>>"

  private static let sides = [Array("<<<<<<< ".utf8), Array(">>>>>>> ".utf8)]
  private static let middle = Array("=======".utf8)

  /// The first such line of a text. A text that is YAML all the same may hold a lone `=======`, as a headline in a
  /// quoted string is underlined: there only a conflict's first and last lines tell.
  package static func first(in text: UnsafeBufferPointer<UInt8>, isReadable: Bool) -> ConflictMarker? {
    var start = 0
    while start < text.count {
      let line = text[start...].prefix { $0 != UInt8(ascii: "\n") }
      let isMiddle = !isReadable && line.starts(with: middle)
      if isMiddle || sides.contains(where: line.starts(with:)) { return ConflictMarker(offset: start) }
      start = line.endIndex + 1
    }
    return nil
  }
}
