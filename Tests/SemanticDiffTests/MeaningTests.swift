import SemanticDiff
import Testing

@Suite("Meaning")
struct MeaningTests {
  private static func deployment(_ spec: String) -> String {
    "{ apiVersion: apps/v1, kind: Deployment, spec: \(spec) }"
  }

  private static func container(_ members: String) -> String {
    deployment("{ template: { spec: { containers: [{ name: a, \(members) }] } } }")
  }

  private static func prometheus(_ spec: String) -> String {
    "{ apiVersion: monitoring.coreos.com/v1, kind: Prometheus, spec: \(spec) }"
  }

  @Test(
    "what is written differently and means the same is cosmetic, with both texts",
    arguments: [
      (container("resources: { limits: { cpu: %@ } }"), "1000m", "1"),
      (container("resources: { limits: { memory: %@ } }"), "1Gi", "1024Mi"),
      (container("resources: { limits: { memory: %@ } }"), "1.5Gi", "1536Mi"),
      (container("resources: { requests: { memory: %@ } }"), "\"1e3\"", "1000"),
      (container("livenessProbe: { httpGet: { port: %@ } }"), "80", "\"80\""),
      (container("image: %@"), "nginx", "docker.io/library/nginx:latest"),
      (
        deployment("{ selector: %@ }"), "{ matchLabels: { a: b } }",
        "{ matchExpressions: [{ key: a, operator: In, values: [b] }] }"
      ),
      (prometheus("{ retention: %@ }"), "24h", "1d"),
      (prometheus("{ scrapeInterval: %@ }"), "60s", "1m"),
      (prometheus("{ retentionSize: %@ }"), "1GB", "1024MB"),
      (prometheus("{ retentionSize: %@ }"), "1GB", "1GiB"),
      (
        prometheus("{ storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage: %@ } } } } } }"),
        "1Ti", "1024Gi"
      ),
    ])
  func cosmetic(template: String, from: String, to: String) throws {
    let found = try lines(template.replacing("%@", with: from), template.replacing("%@", with: to))
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("cosmetic ") == true, "\(found)")
    #expect(found.first?.contains(" -> ") == true, "\(found)")
  }

  @Test(
    "what means something else is changed",
    arguments: [
      (container("resources: { limits: { cpu: %@ } }"), "100m", "1"),
      (container("resources: { limits: { cpu: %@ } }"), "1M", "1Mi"),
      (container("resources: { limits: { cpu: %@ } }"), "nonsense", "1"),
      (container("image: %@"), "nginx:1", "nginx:2"),
      // Only a place that holds a quantity is read as one.
      (deployment("{ template: { metadata: { labels: { cpu: %@ } } } }"), "1000m", "\"1\""),
      (prometheus("{ retention: %@ }"), "24h", "2d"),
      (prometheus("{ replicas: %@ }"), "1", "\"1\""),
    ])
  func changed(template: String, from: String, to: String) throws {
    let found = try lines(template.replacing("%@", with: from), template.replacing("%@", with: to))
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("changed ") == true, "\(found)")
  }

  @Test("a null means the same as no member")
  func null() throws {
    #expect(try lines("a: 1\nb: null", "a: 1") == ["cosmetic b: null"])
    #expect(try lines("a: 1", "a: 1\nb: null") == ["cosmetic b: null"])
    #expect(try lines("a: 1", "a: null") == ["changed a: 1 -> null"])
  }

  @Test("what the API server and controllers write is not compared")
  func noise() throws {
    let from = """
      metadata:
        { name: a, generation: 1, creationTimestamp: null, annotations: { deployment.kubernetes.io/revision: "1" } }
      status: { replicas: 1 }
      """
    let to = """
      metadata:
        { name: a, generation: 2, managedFields: [], annotations: { deployment.kubernetes.io/revision: "2" } }
      """
    #expect(try lines(from, to) == [])
    #expect(try lines(from, to.replacing("name: a", with: "name: b")) == [#"changed metadata.name: "a" -> "b""#])
  }
}
