import ValueTree

/// Where the manifests stand in the JSON of a target's result, found without reading them: most of what the results of
/// a fleet hold is the same from cluster to cluster.
struct ResultParts {
  /// One manifest.
  struct Part {
    var component: String
    var object: String
    var json: ArraySlice<UInt8>
  }

  private(set) var manifests: [Part] = []

  /// Nil where it is anything but `{ components: { NAME: { NAME: manifest } }, problems: [] }` as libjsonnet writes it:
  /// then to read the whole text says what there is.
  init?(_ text: [UInt8]) {
    var scanner = Scanner(text: text)
    var hasComponents = false
    let isWhole = scanner.members { scanner, key in
      switch key {
      case "components":
        hasComponents = true
        return scanner.members { scanner, component in
          scanner.members { scanner, object in
            guard let json = scanner.value() else { return false }
            manifests.append(Part(component: component, object: object, json: json))
            return true
          }
        }
      case "problems": return scanner.value().map { $0.allSatisfy { "[] \n".utf8.contains($0) } } ?? false
      default: return scanner.value() != nil
      }
    }
    guard isWhole, hasComponents else { return nil }
  }
}

/// Walks over JSON that is known to be right, as far as it has to be known where things end.
private struct Scanner {
  let text: [UInt8]
  private var place = 0

  init(text: [UInt8]) { self.text = text }

  /// Goes through the members of an object; false where there is none, or where `visit` is not content with a member,
  /// whose value it has to go over.
  mutating func members(_ visit: (inout Scanner, String) -> Bool) -> Bool {
    guard take("{") else { return false }
    if take("}") { return true }
    repeat {
      guard let key = key(), take(":"), visit(&self, key) else { return false }
    } while take(",")
    return take("}")
  }

  /// Goes over one value.
  mutating func value() -> ArraySlice<UInt8>? {
    skipBlanks()
    let start = place
    var depth = 0
    while place < text.count {
      switch text[place] {
      case UInt8(ascii: "\""):
        guard skipString() else { return nil }
        if depth == 0 { return text[start..<place] }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard depth > 0 else { return place > start ? text[start..<place] : nil }
        depth -= 1
        if depth == 0 {
          place += 1
          return text[start..<place]
        }
      case UInt8(ascii: ",") where depth == 0: return place > start ? text[start..<place] : nil
      default: break
      }
      place += 1
    }
    return nil
  }

  private mutating func key() -> String? {
    skipBlanks()
    let start = place
    guard place < text.count, text[place] == UInt8(ascii: "\""), skipString() else { return nil }
    let quoted = text[start..<place]
    guard quoted.contains(UInt8(ascii: "\\")) else {
      return String(decoding: quoted.dropFirst().dropLast(), as: UTF8.self)
    }
    return try? JSONReader.read(Array(quoted)).string
  }

  private mutating func skipString() -> Bool {
    place += 1
    while place < text.count {
      switch text[place] {
      case UInt8(ascii: "\""):
        place += 1
        return true
      case UInt8(ascii: "\\"): place += 2
      default: place += 1
      }
    }
    return false
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard place < text.count, text[place] == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func skipBlanks() {
    while place < text.count, [0x20, 0x0A, 0x0D, 0x09].contains(text[place]) { place += 1 }
  }
}
