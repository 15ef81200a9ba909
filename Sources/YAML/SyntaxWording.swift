/// libyaml's problem texts in words for people, and what to do about them.
struct SyntaxWording {
  var message: String
  /// What the note says of the place where the unfinished thing began.
  var opening: String?
  var hint: String?

  init(problem: String, context: String) {
    if let known = Self.known[problem] {
      message = known.message
      hint = known.hint
    } else {
      message = problem.isEmpty ? "not valid YAML" : "not valid YAML: \(problem)"
    }
    opening = Self.openings[context]
    if problem == "found unexpected end of stream" || problem == "found unexpected document indicator" {
      message = "this quoted string has no end"
      hint = "close it with the quote that opens it"
    }
  }

  private static let quoteHint = "put the text in quotes"
  private static let indentHint = "give the keys of one map, and the dashes of one list, the same indentation"

  private static let known: [String: (message: String, hint: String?)] = [
    "mapping values are not allowed in this context": (
      "a ':' cannot stand here",
      "put a text that holds ': ' in quotes, or check the indentation of this line and the one above"
    ),
    "could not find expected ':'": (
      "expected ':' after the key", "write 'key: value', and put a text of several lines in quotes"
    ),
    "did not find expected key": ("expected a key at this indentation", indentHint),
    "did not find expected '-' indicator": ("expected a list item ('- ') at this indentation", indentHint),
    "did not find expected ',' or ']'": ("expected ',' or ']' in this list", "close the list with ']'"),
    "did not find expected ',' or '}'": ("expected ',' or '}' in this map", "close the map with '}'"),
    "did not find expected node content": (
      "expected a value", "a text that begins with a special character needs quotes"
    ),
    "did not find expected <document start>": (
      "unexpected text after the document", "check the indentation; a further document begins with a line '---'"
    ),
    "did not find expected <stream-start>": ("not valid YAML", nil),
    "found character that cannot start any token": ("no value may begin with this character", quoteHint),
    "found a tab character where an indentation space is expected": (
      "a tab stands where spaces are expected", "indent with spaces: YAML allows no tabs"
    ),
    "found a tab character that violates indentation": (
      "a tab stands where spaces are expected", "indent with spaces: YAML allows no tabs"
    ),
    "found a tab character where an intendation space is expected": (
      "a tab stands where spaces are expected", "indent with spaces: YAML allows no tabs"
    ),
    "block sequence entries are not allowed in this context": (
      "a list item cannot stand here", "begin the list on a line of its own, below its key"
    ),
    "mapping keys are not allowed in this context": ("a key cannot stand here", indentHint),
    "block mapping in flow context": ("a map of several lines cannot stand inside brackets", nil),
    "found unknown escape character": (
      "unknown escape in a double quoted string", "write '\\\\' for a backslash, or use single quotes"
    ),
    "did not find expected hexdecimal number": ("this escape needs hexadecimal digits", nil),
    "found invalid Unicode character escape code": ("this escape names no Unicode character", nil),
    "found undefined tag handle": ("unknown tag", "remove the tag: the files of monigen use none"),
    "did not find expected whitespace or line break": ("expected a space or the end of the line", nil),
    "did not find expected comment or line break": ("expected the end of the line", nil),
    "did not find expected alphabetic or numeric character": (
      "a name must follow '&' and '*'", "put a text that begins with '&' or '*' in quotes"
    ),
    "found unexpected ':'": ("a ':' cannot stand here", quoteHint),
    "found incompatible YAML document": ("this YAML version is not supported", "remove the %YAML line"),
    "found duplicate %YAML directive": ("a second %YAML line", "remove one of them"),
    "found unknown directive name": ("unknown directive", "a line may begin with '%' only in quotes"),
  ]

  private static let openings: [String: String] = [
    "while parsing a flow sequence": "the list begins here",
    "while parsing a flow mapping": "the map begins here",
    "while parsing a block mapping": "the map begins here",
    "while parsing a block collection": "the list begins here",
    "while scanning a quoted scalar": "the string begins here",
    "while scanning a simple key": "the key begins here",
  ]
}
