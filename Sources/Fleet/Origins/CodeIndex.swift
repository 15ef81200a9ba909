import Jsonnet
import Platform
import Synchronization

/// Where names stand in the Jsonnet, JSON and YAML files of a project. A file is read when it is first asked about, and
/// once for all clusters that import it.
final class CodeIndex: Sendable {
  private let files = Mutex<[String: [String: [StringLiteral]]]>([:])

  /// The strings of a file that say a name, in the file's order; none for a file that cannot be read any more.
  ///
  /// - Parameter file: an absolute path.
  func literals(_ name: String, in file: String) -> [StringLiteral] { index(of: file)[name] ?? [] }

  /// The strings of a file in which a text is a whole word, in the file's order.
  func literals(containing text: String, in file: String) -> [StringLiteral] {
    index(of: file).filter { $0.key.hasWord(text) }.flatMap(\.value).sorted { $0.line < $1.line }
  }

  private func index(of file: String) -> [String: [StringLiteral]] {
    if let known = files.withLock({ $0[file] }) { return known }
    let bytes = (try? LocalFiles.read(file, shownAs: file)) ?? []
    let isYAML = file.hasSuffix(".yaml") || file.hasSuffix(".yml")
    let index = Dictionary(grouping: isYAML ? YAMLNames.all(in: bytes) : StringLiteral.all(in: bytes), by: \.text)
    files.withLock { $0[file] = index }
    return index
  }
}
