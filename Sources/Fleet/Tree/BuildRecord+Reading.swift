import Platform
import ValueTree

/// Reading the records back. They are only ever a help: a record that is missing, damaged or full of merge conflicts
/// tells less, and never stops a build.
extension KnownFiles {
  /// What a record's bytes tell; nil bytes are a record that is not there.
  ///
  /// A text that is not JSON is searched line by line for `"PATH": "DIGEST"`: after a merge both sides of a conflict
  /// are in there, and the files of both are monigen's.
  init(reading bytes: [UInt8]?) {
    guard let bytes else {
      self.init(digests: [:], isComplete: false)
      return
    }
    if let value = try? JSONReader.read(bytes), let files = value["files"]?.object {
      self.init()
      for (path, digests) in files { add(path, digests) }
    } else {
      self.init(digests: [:], isComplete: false)
      let lines = bytes.split(separator: UInt8(ascii: "\n")).map { $0.drop { $0 == UInt8(ascii: " ") } }
      for line in lines.drop(while: { !$0.starts(with: "\"files\"".utf8) }) { add(line: line) }
    }
  }

  /// A record comes from git, so a stranger may have written it: paths that monigen never writes are not believed.
  private mutating func add(_ path: String, _ digests: Value) {
    guard TreePath.problem(with: path) == nil else {
      isComplete = false
      return
    }
    for digest in digests.array ?? [digests] {
      guard let hex = digest.string, let digest = Digest(hex: hex) else {
        isComplete = false
        continue
      }
      insert(digest, at: path)
    }
  }

  private mutating func add(line: ArraySlice<UInt8>) {
    var member = line
    while let last = member.last, [UInt8(ascii: ","), UInt8(ascii: "\r"), UInt8(ascii: " ")].contains(last) {
      member.removeLast()
    }
    guard member.first == UInt8(ascii: "\""),
      let object = try? JSONReader.read([UInt8(ascii: "{")] + member + [UInt8(ascii: "}")]).object
    else { return }
    for (path, digests) in object { add(path, digests) }
  }
}
