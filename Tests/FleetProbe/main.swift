import Diagnostics
import Fleet
import Foundation
import Jsonnet
import Synchronization

// What the tests of Fleet start as processes of their own, to be limited, crashed and killed.
//
//     FleetProbe worker                             a worker whose programs may misbehave (`Misbehaviour`)
//     FleetProbe pool JOBS CODE…                    evaluates the snippets in workers, prints the results
//     FleetProbe build ROOT SEED                    writes one tree made from the seed, as `monigen build` does
//     FleetProbe rebuild ROOT SEED                  writes tree after tree until it is killed

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "worker":
  WorkerMain.run(evaluate: Misbehaviour.evaluate(_:choose:))
case "pool":
  await PoolProbe.run(jobs: Int(arguments[1])!, codes: Array(arguments.dropFirst(2)))
case "build":
  TreeProbe.build(root: arguments[1], seed: UInt64(arguments[2])!)
case "rebuild":
  TreeProbe.rebuild(root: arguments[1], seed: UInt64(arguments[2])!)
default:
  exit(64)
}
