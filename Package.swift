// swift-tools-version: 6.3
import PackageDescription

// The layers, from the top: monigen -> Fleet, Vendoring, UpgradeReport -> Checks, SemanticDiff -> Kubernetes, Jsonnet,
// YAML, Relabeling, Schema, PromQL -> ValueTree, Platform -> Diagnostics. Imports point only downwards; Tests/LayeringTests reads
// the import lines.
let package = Package(
  name: "monigen",
  products: [
    .executable(name: "monigen", targets: ["monigen"]),
    // For Benchmarks/, a package of its own.
    .library(name: "ValueTree", targets: ["ValueTree"]),
    .library(name: "YAML", targets: ["YAML"]),
    .library(name: "PromQL", targets: ["PromQL"]),
    .library(name: "Kubernetes", targets: ["Kubernetes"]),
    .library(name: "Checks", targets: ["Checks"]),
    .library(name: "UpgradeReport", targets: ["UpgradeReport"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
  ],
  targets: [
    .systemLibrary(name: "CJsonnet", providers: [.apt(["libjsonnet-dev"])]),
    .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CLibYAML", providers: [.apt(["libyaml-dev"])]),

    .target(name: "CPosix"),
    // Debian's libre2-dev; SwiftPM's system libraries know no C++.
    .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
    // libjsonnet prints by C++'s streams.
    .target(name: "CTraces"),
    .target(name: "Diagnostics"),
    .target(name: "Platform", dependencies: ["Diagnostics", "CCrypto", "CPosix"]),
    .target(
      name: "ValueTree",
      dependencies: [
        "Diagnostics",
        .product(name: "OrderedCollections", package: "swift-collections"),
      ]),
    .target(name: "YAML", dependencies: ["CLibYAML", "ValueTree", "Diagnostics"]),
    .target(name: "Jsonnet", dependencies: ["CJsonnet", "CTraces", "ValueTree", "Platform", "Diagnostics"]),
    .target(name: "Schema", dependencies: ["ValueTree", "Diagnostics"]),
    .target(name: "Relabeling", dependencies: ["CRE2", "Schema", "ValueTree"]),
    .target(name: "PromQL"),
    .target(name: "Kubernetes", dependencies: ["ValueTree", "Diagnostics"]),
    .target(
      name: "SemanticDiff",
      dependencies: [
        "Kubernetes", "PromQL", "YAML", "ValueTree", "Platform", "Diagnostics",
        .product(name: "OrderedCollections", package: "swift-collections"),
      ]),
    .target(
      name: "Checks", dependencies: ["Kubernetes", "Relabeling", "PromQL", "YAML", "ValueTree", "Diagnostics"]),
    .target(
      name: "UpgradeReport",
      dependencies: [
        "Checks", "SemanticDiff", "Kubernetes", "Schema", "PromQL", "YAML", "ValueTree", "Diagnostics",
      ]),
    .target(name: "Vendoring", dependencies: ["ValueTree", "Platform", "Diagnostics"]),
    .target(
      name: "Fleet",
      dependencies: [
        "Checks", "Kubernetes", "Jsonnet", "YAML", "Schema", "ValueTree", "Platform", "Diagnostics", "CPosix",
      ]),
    .executableTarget(
      name: "monigen",
      dependencies: [
        "Fleet", "Vendoring", "UpgradeReport", "Checks", "SemanticDiff", "PromQL", "Kubernetes", "Jsonnet", "YAML",
        "Schema", "ValueTree", "Platform", "Diagnostics",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // What random tests have in common.
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
    .testTarget(name: "PlatformTests", dependencies: ["Platform"]),
    .testTarget(name: "ValueTreeTests", dependencies: ["ValueTree"]),
    .testTarget(name: "YAMLTests", dependencies: ["TestSupport", "YAML"]),
    .testTarget(name: "JsonnetTests", dependencies: ["Jsonnet"]),
    .testTarget(name: "SchemaTests", dependencies: ["Schema"]),
    .testTarget(name: "RelabelingTests", dependencies: ["TestSupport", "Relabeling", "YAML", "ValueTree"]),
    .testTarget(name: "PromQLTests", dependencies: ["TestSupport", "PromQL", "YAML", "ValueTree"]),
    .testTarget(name: "KubernetesTests", dependencies: ["Kubernetes"]),
    .testTarget(
      name: "ChecksTests",
      dependencies: ["TestSupport", "Checks", "Kubernetes", "PromQL", "YAML", "ValueTree", "Diagnostics"]),
    .testTarget(
      name: "SemanticDiffTests", dependencies: ["TestSupport", "SemanticDiff", "Kubernetes", "YAML", "ValueTree"]),
    .testTarget(
      name: "UpgradeReportTests",
      dependencies: ["TestSupport", "UpgradeReport", "SemanticDiff", "Kubernetes", "YAML", "ValueTree"],
      exclude: ["Render/Golden"]),
    .testTarget(name: "VendoringTests", dependencies: ["Vendoring", "Platform", "ValueTree"]),
    .executableTarget(
      name: "FleetProbe", dependencies: ["Fleet", "Jsonnet", "Platform", "Diagnostics"], path: "Tests/FleetProbe"),
    .testTarget(name: "FleetTests", dependencies: ["TestSupport", "Fleet", "FleetProbe", "Platform"]),
    .testTarget(
      name: "CommandLineTests", dependencies: ["monigen", "YAML", "ValueTree"], exclude: ["Fixtures"]),
    .testTarget(name: "LayeringTests"),
  ],
  cxxLanguageStandard: .cxx17
)
