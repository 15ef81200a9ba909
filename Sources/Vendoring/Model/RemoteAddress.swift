/// A git repository as files and settings name it, checked so that git can take it for nothing but a repository.
///
///     try RemoteAddress("https://github.com/grafana/grafonnet.git").path  // "github.com/grafana/grafonnet"
///     try RemoteAddress("git@github.com:grafana/grafonnet.git").path      // the same
public struct RemoteAddress: Sendable, Hashable {
  /// Whose words an address is.
  public enum Origin: Sendable {
    /// The user's own: settings, the command line, the project's jsonnetfile. May name a folder of this machine.
    case user
    /// A fetched package's: only what stands on a network.
    case package
  }

  /// As git takes it; may hold credentials, so never show it.
  public let text: String
  /// Host and path without user, port, credentials and `.git`: the folder below `vendor/`.
  public let path: String

  private static let schemes = ["https", "ssh", "git", "file"]

  /// Checks an address: one of `https`, `ssh`, `git` and `file` URLs, `[USER@]HOST:PATH`, or a path of this machine.
  ///
  /// - Throws: `VendorProblem.badRemote` for everything else, such as an option or a transport that runs a command.
  public init(_ text: String, from origin: Origin = .user) throws(VendorProblem) {
    func refuse(_ reason: String) -> VendorProblem { .badRemote(Self.redacted(text), reason) }
    if text.isEmpty { throw refuse("it is empty") }
    if text.hasPrefix("-") { throw refuse("it begins with '-', which git takes for an option") }
    if text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) { throw refuse("it has a space or control character") }
    if let helper = Self.helper(of: text) { throw refuse("'\(helper)::' runs a command instead of fetching") }
    let host: String
    let folder: String
    if let colon = text.firstRange(of: "://") {
      let scheme = text[..<colon.lowerBound].lowercased()
      guard Self.schemes.contains(scheme) else {
        throw refuse("'\(scheme)' is none of \(Self.schemes.joined(separator: ", "))")
      }
      let rest = text[colon.upperBound...]
      let slash = rest.firstIndex(of: "/") ?? rest.endIndex
      (host, folder) = (scheme == "file" ? "" : String(rest[..<slash]), String(rest[slash...]))
      if scheme != "file", host.isEmpty { throw refuse("it names no host") }
    } else if let colon = text.firstIndex(of: ":"), !text[..<colon].contains("/") {
      (host, folder) = (String(text[..<colon]), String(text[text.index(after: colon)...]))
    } else {
      (host, folder) = ("", text)
    }
    if host.isEmpty, origin == .package { throw refuse("a package may not name a folder of this machine") }
    let name = host.split(separator: "@").last.map { $0.split(separator: ":").first.map(String.init) ?? "" } ?? ""
    if name.hasPrefix("-") { throw refuse("its host begins with '-', which ssh takes for an option") }
    var parts = folder.split(separator: "/").map(String.init)
    if let last = parts.last, last.hasSuffix(".git"), last != ".git" {
      parts[parts.count - 1] = String(last.dropLast(4))
    }
    if host.isEmpty { parts = Array(parts.suffix(1)) }
    guard !parts.isEmpty else { throw refuse("it names no repository") }
    if let problem = parts.lazy.compactMap(PathRules.problem(withName:)).first { throw refuse("its path \(problem)") }
    self.text = text
    path = ([host.isEmpty ? "local" : name.lowercased()] + parts).joined(separator: "/")
  }

  /// Whether no other machine has it.
  var isOfThisMachine: Bool { path.hasPrefix("local/") }

  /// The last part of its path.
  var name: String { PathRules.parts(of: path).last ?? path }

  /// What a lock says: a repository of this machine goes by its name alone.
  var recorded: String { isOfThisMachine ? path : display }

  /// For people, files and messages: without user names, passwords and tokens.
  public var display: String { Self.redacted(text) }

  /// Whether a text names a folder of this machine from somewhere.
  static func isRelativePath(_ text: String) -> Bool {
    guard !text.hasPrefix("/"), !text.hasPrefix("-"), !text.isEmpty else { return false }
    return !text.prefix { $0 != "/" }.contains(":")
  }

  /// Whether a text is meant as an address, not as a folder.
  static func isURL(_ text: String) -> Bool {
    text.contains("://") || text.prefixMatch(of: /[\w.-]+@[^\/]+:/) != nil || text.contains("::")
  }

  /// `ext` of `ext::sh -c …`: git runs a program of that name.
  private static func helper(of text: String) -> Substring? {
    let scheme = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    return text.dropFirst(scheme.count).hasPrefix("::") ? scheme : nil
  }

  /// A text without the passwords and tokens of addresses in it; the user name of an `ssh` address stays.
  static func redacted(_ text: String) -> String {
    text.replacing(/(https?:\/\/)[^\/@\s]+@/) { $0.output.1 }.replacing(/\/\/[^\/@\s:]+:[^\/@\s]*@/, with: "//")
  }
}
