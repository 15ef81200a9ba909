import Glibc
import Platform

/// One run of the git program, shut off from what surrounds it: no prompt, no hook, no transport that runs a command.
struct GitCommand {
  /// What comes of a run that git did not fail.
  typealias Output = [UInt8]

  /// The repository that it talks to. It reaches git by the environment: not even `ps` sees it, and no file keeps it.
  var remote: RemoteAddress
  /// The bare repository to work in.
  var repository: String

  /// A fetch that takes longer hangs.
  private static let timeLimit = Duration.seconds(3600)

  /// Variables that make git work somewhere else than told, as when a hook started monigen.
  private static let misleading = [
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_SHALLOW_FILE", "GIT_PREFIX", "GIT_TEMPLATE_DIR",
  ]

  /// Runs git.
  ///
  /// - Parameter arguments: its command and options. Whatever a file or a user named must stand behind `--` or be
  ///   checked not to begin with `-`.
  /// - Throws: `VendorProblem.unreachable` or `.gitFailed` with git's last words where it fails.
  @discardableResult
  func run(_ arguments: [String], input: String = "") throws(VendorProblem) -> Output {
    let (result, words) = try attempt(arguments, input: input)
    guard result.status == .exited(0) else { throw failure(result, words) }
    return result.answer
  }

  /// The same without judging how it ended.
  func attempt(_ arguments: [String], input: String = "") throws(VendorProblem) -> (Exchange.Result, words: String) {
    let command = Command(
      executable: "git", arguments: ["--git-dir", repository, "--no-pager"] + arguments, environment: environment)
    var errors: [UInt8] = []
    var exchange = Exchange(command: command, input: Array(input.utf8), timeLimit: Self.timeLimit)
    exchange.onErrors = { if errors.count < 1 << 16 { errors += $0 } }
    do {
      let result = try exchange.run()
      return (result, Self.lastWords(errors))
    } catch {
      throw .noGit(errno: error.number)
    }
  }

  /// What went wrong, by what git says.
  func failure(_ result: Exchange.Result, _ words: String) -> VendorProblem {
    if result.timedOut { return .unreachable(remote.display, "it took more than an hour") }
    let said = words.isEmpty ? "git ended without a word" : words
    let isAboutRemote = [
      "unable to access", "unable to connect", "unable to look up", "Could not read from remote",
      "does not appear to be a git repository", "Authentication failed", "could not read Username", "not allowed",
      "Connection", "early EOF", "hung up", "does not exist",
    ].contains { said.contains($0) }
    return isAboutRemote ? .unreachable(remote.display, said) : .gitFailed(remote.display, said)
  }

  private var environment: [String: String?] {
    var variables: [String: String?] = [
      "GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": "https:ssh:git:file", "LC_ALL": "C",
      "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1",
    ]
    for name in Self.misleading { variables[name] = .some(nil) }
    if getenv("GIT_SSH_COMMAND") == nil, getenv("GIT_SSH") == nil {
      variables["GIT_SSH_COMMAND"] = "ssh -oBatchMode=yes"
    }
    let settings = [
      ("remote.origin.url", remote.text), ("protocol.ext.allow", "never"), ("core.hooksPath", "/dev/null"),
      ("core.fsmonitor", "false"), ("gc.auto", "0"), ("maintenance.auto", "false"), ("advice.detachedHead", "false"),
      ("fetch.writeCommitGraph", "false"), ("http.lowSpeedLimit", "1000"), ("http.lowSpeedTime", "60"),
    ]
    // Settings that came this way already, such as a mirror's `url.insteadOf`, stay.
    let first = getenv("GIT_CONFIG_COUNT").flatMap { Int(String(cString: $0)) } ?? 0
    for (index, (key, value)) in settings.enumerated() {
      variables["GIT_CONFIG_KEY_\(first + index)"] = key
      variables["GIT_CONFIG_VALUE_\(first + index)"] = value
    }
    variables["GIT_CONFIG_COUNT"] = String(first + settings.count)
    return variables
  }

  /// The lines that say why, without credentials and without what a server could do to a terminal.
  private static func lastWords(_ errors: [UInt8]) -> String {
    let lines = String(decoding: errors, as: UTF8.self).split(whereSeparator: \.isNewline).map { line in
      String(String.UnicodeScalarView(line.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
    }
    let reasons = lines.filter { $0.hasPrefix("fatal: ") || $0.hasPrefix("error: ") || $0.hasPrefix("ssh: ") }
    let said = (reasons.isEmpty ? lines.suffix(2) : reasons.prefix(2)).joined(separator: "; ")
    return RemoteAddress.redacted(String(said.prefix(500)))
  }
}
