// swift-tools-version: 6.3
import PackageDescription

// Measurements, a package of its own so that nobody who uses monigen builds them:
//   swift run -c release --package-path Benchmarks ReadWriteBenchmark
//   swift run -c release --package-path Benchmarks PromQLBenchmark FOLDER
//   swift run -c release --package-path Benchmarks DiffBenchmark OLD-TREE NEW-TREE
let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "monigen", path: "..")],
  targets: [
    .executableTarget(
      name: "ReadWriteBenchmark",
      dependencies: [
        .product(name: "ValueTree", package: "monigen"),
        .product(name: "YAML", package: "monigen"),
      ]),
    .executableTarget(
      name: "PromQLBenchmark",
      dependencies: [
        .product(name: "Checks", package: "monigen"),
        .product(name: "Kubernetes", package: "monigen"),
        .product(name: "PromQL", package: "monigen"),
        .product(name: "ValueTree", package: "monigen"),
        .product(name: "YAML", package: "monigen"),
      ]),
    .executableTarget(
      name: "DiffBenchmark",
      dependencies: [
        .product(name: "ValueTree", package: "monigen"),
        .product(name: "YAML", package: "monigen"),
        .product(name: "Kubernetes", package: "monigen"),
        .product(name: "UpgradeReport", package: "monigen"),
      ]),
  ]
)
