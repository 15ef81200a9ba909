import ArgumentParser
import Diagnostics
import Fleet
import Foundation
import Jsonnet

struct Render: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Evaluate any Jsonnet program to YAML: a drop-in for jsonnet -J vendor -m DIR FILE | gojsontoyaml.",
    discussion: """
      With -m DIR each top-level key becomes DIR/KEY.yaml and the list of files is printed; otherwise one document
      goes to standard output. Folders are made as needed, nothing is ever deleted. With -m several processes share \
      the keys; what comes of it is what one would make of it.
      """)

  @OptionGroup var program: RenderProgram

  @Option(name: [.customShort("m"), .long], help: ArgumentHelp("Write one file per top-level key.", valueName: "dir"))
  var multi: String?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"))
  var outputFile: String?

  @Flag(name: [.customShort("S"), .long], help: "The program gives strings: write them as they are.")
  var string = false

  @Flag(name: [.customShort("y"), .long], help: "The program gives an array: write a stream of YAML documents.")
  var yamlStream = false

  @Flag(name: .long, help: "Write JSON as jsonnet prints it instead of YAML.")
  var json = false

  @OptionGroup var jobs: JobsOption

  @Flag(name: .shortAndLong, help: "Accepted for jsonnet's sake: folders are always made.")
  var createOutputDirs = false

  func validate() throws {
    if multi != nil && (yamlStream || outputFile != nil) {
      throw ValidationError("--multi goes neither with --yaml-stream nor with --output-file")
    }
    if string && (yamlStream || json) {
      throw ValidationError("--string goes neither with --yaml-stream nor with --json")
    }
  }

  func run() async throws {
    let output: EvaluationRequest.Output = multi != nil ? .multi : yamlStream ? .stream : .single
    let request = try program.request(output: output, string: string)
    let job = RenderJob(
      request: request, form: string ? .text : json ? .json : .yaml,
      destination: multi.map { .folder($0) } ?? outputFile.map { .file($0) } ?? .standardOutput)
    let limits = try program.projectLimits()
    let rendered = try await job.run(
      in: Console.pool, limits: program.limits(limits), jobs: limits.jobs(asked: jobs.jobs))
    switch rendered {
    case .text(let text): try Console.result(text, terminator: "")
    case .files(let files): try Console.result(files.map { $0 + "\n" }.joined(), terminator: "")
    case .written: break
    }
  }
}
