import Testing

@testable import UpgradeReport

@Suite("Images")
struct ImagesViewTests {
  @Test(
    "how far a version moved",
    arguments: [
      ("v2.46.0", "v3.10.0", .major), ("v0.26.0", "v0.31.1", .minor), ("1.2.3", "v1.2.4", .patch),
      ("16.2", "16.4", .minor),
      ("16", "17", .major), ("v3.10.0", "v2.46.0", .major), ("v1.0.0-rc.1", "v1.0.0", .patch), ("01.2", "1.3", .minor),
      ("latest", "v1.0.0", .other), ("v1.0.0", "sha-0a1b", .other), ("20240101", "20250101", .other),
      ("1.2.3.4", "1.2.3.5", .other), ("v", "vv1", .other), ("1..2", "1.2", .other), ("1.2x", "1.3", .other),
    ] as [(String, String, ImageChange.Bump)])
  func bump(from: String, to: String, bump: ImageChange.Bump) throws {
    let images = try changes(
      deployment("[{name: a, image: 'r.example/a:\(from)'}]"), deployment("[{name: a, image: 'r.example/a:\(to)'}]"))
    #expect(images.map(\.bump) == [bump])
    #expect(images.first?.from == from && images.first?.to == to)
    #expect(images.first?.repository == "r.example/a")
  }

  @Test("containers that came and went, and one whose repository is another")
  func containers() throws {
    let images = try changes(
      deployment("[{name: a, image: 'r.example/a:1.0.0'}, {name: gone, image: gone}, {name: moved, image: 'x/m:1.0'}]"),
      deployment(
        "[{name: moved, image: 'ghcr.io/x/m:1.1'}, {name: a, image: 'r.example/a:1.0.0'}, {name: new, image: 'n:1'}]"))
    #expect(
      images.map { [$0.container, $0.repository, $0.from ?? "-", $0.to ?? "-", $0.bump.rawValue] } == [
        ["gone", "gone", "latest", "-", "other"],
        ["moved", "ghcr.io/x/m", "x/m:1.0", "1.1", "other"],
        ["new", "n", "-", "1", "other"],
      ])
  }

  @Test("flags, variables and fields of custom resources name images too")
  func elsewhere() throws {
    let images = try changes(elsewhere(1), elsewhere(2))
    #expect(
      images.map { "\($0.object) \($0.container) \($0.repository) \($0.from ?? "-") \($0.to ?? "-") \($0.bump)" } == [
        "Alertmanager m/main spec.image quay.io/prometheus/alertmanager v0.1.0 v0.2.0 minor",
        "Cluster m/db spec.imageName ghcr.io/db 1.1 2.1 major",
        "CronJob m/c c r.example/c 1.0.1 1.0.2 patch",
        "Deployment m/operator --image r.example/acme v1.0 v2.0 major",
        "Deployment m/operator --reloader quay.io/o/reloader v0.1.1 v0.2.1 minor",
        "Deployment m/operator RELATED_IMAGE quay.io/r v1 v2 major",
        "Prometheus m/k8s sidecar r.example/s 1.0 2.0 major",
        "Prometheus m/k8s spec.version quay.io/prometheus/prometheus v1.46.0 v2.46.0 major",
      ])
  }

  @Test(
    "what only looks like an image is none",
    arguments: [
      "--listen=0.0.0.0:%", "--url=http://a.example/b:v%", "--path=/a/b:%.0", "--port :%", "--name=a:v%", "-", "--",
    ])
  func noImage(argument: String) throws {
    let olds = argument.replacing("%", with: "1"), news = argument.replacing("%", with: "2")
    #expect(
      try changes(deployment("[{name: a, args: ['\(olds)']}]"), deployment("[{name: a, args: ['\(news)']}]")) == [])
  }

  @Test(
    "containers as nobody should write them",
    arguments: [
      "null", "7", "{a: b}", "[null, 1, x, [], {}]", "[{name: a, image: 7}, {name: [], image: a}, {name: a, image: b}]",
    ])
  func hostile(containers: String) throws {
    #expect(try changes(deployment(containers), deployment(containers)) == [])
    _ = try changes(deployment(containers), deployment("[{name: a, image: 'a:1'}]"))
    _ = try changes(deployment("[{name: a, image: 'a:1'}]"), deployment(containers))
  }

  private func elsewhere(_ n: Int) -> String {
    """
    {apiVersion: monitoring.coreos.com/v1, kind: Alertmanager, metadata: {name: main, namespace: m},
     spec: {image: 'quay.io/prometheus/alertmanager:v0.\(n).0', version: 0.\(n).0}}
    ---
    {apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: {name: db, namespace: m},
     spec: {imageName: 'ghcr.io/db:\(n).1'}}
    ---
    {apiVersion: batch/v1, kind: CronJob, metadata: {name: c, namespace: m},
     spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: c, image: 'r.example/c:1.0.\(n)'}]}}}}}}
    ---
    {apiVersion: apps/v1, kind: Deployment, metadata: {name: operator, namespace: m},
     spec: {template: {spec: {containers: [{name: o, args: ['--reloader=quay.io/o/reloader:v0.\(n).1', --image,
       'r.example/acme:v\(n).0'], env: [{name: RELATED_IMAGE, value: 'quay.io/r:v\(n)'}]}]}}}}
    ---
    {apiVersion: monitoring.coreos.com/v1, kind: Prometheus, metadata: {name: k8s, namespace: m},
     spec: {version: \(n).46.0, containers: [{name: sidecar, image: 'r.example/s:\(n).0'}, {name: prometheus}]}}
    """
  }

  private func deployment(_ containers: String) -> String {
    """
    {apiVersion: apps/v1, kind: Deployment, metadata: {name: d, namespace: m},
     spec: {template: {spec: {containers: \(containers)}}}}
    """
  }

  private func changes(_ from: String, _ to: String) throws -> [ImageChange] {
    ImagesView.changes(try pairs(from, to))
  }
}
