import Kubernetes
import Testing
import ValueTree

@Suite("Quantities, times and selectors")
struct QuantityTests {
  @Test(
    "equal amounts, however they are written",
    arguments: [
      ("1", "1000m"), ("1Gi", "1024Mi"), ("0.5", "500m"), ("1k", "1000"), ("1e3", "1k"), ("1E3", "1k"), ("1E", "1e18"),
      ("-1", "-1000m"), ("+2", "2"), (".5", "500m"), ("5.", "5"), ("0", "-0Gi"), ("1.50", "1500m"), ("1n", "1e-9"),
      ("1Ei", "1024Pi"), ("999999999999999999Ei", "999999999999999999Ei"),
    ])
  func equal(a: String, b: String) throws {
    #expect(try #require(Quantity(a)) == (try #require(Quantity(b))))
  }

  @Test(
    "other amounts, and what is none",
    arguments: [
      ("1", "1m"), ("1Gi", "1G"), ("1", "-1"), ("1M", "1m"), ("1e3", "1e4"), ("", "0"), ("m", "0"), ("1x", "1"),
      ("1 Gi", "1Gi"), ("1..5", "1.5"), ("--1", "1"), ("1e", "1"), ("1e99999", "1"), ("1234567890123456789", "1"),
      ("١", "1"),
    ])
  func other(a: String, b: String) {
    #expect(Quantity(a) != Quantity(b))
    #expect(Quantity(b) != nil)
  }

  @Test("a quantity may be a number, and nothing else")
  func values() {
    #expect(Quantity(.number(Number(2))) == Quantity("2"))
    #expect(Quantity(.number(Number(0.25))) == Quantity("250m"))
    #expect(Quantity(.bool(true)) == nil)
    #expect(Quantity(.null) == nil)
  }

  @Test("sizes as Prometheus writes them are powers of 1024")
  func sizes() {
    #expect(Quantity(bytes: "1GB") == Quantity("1Gi"))
    #expect(Quantity(bytes: "1GiB") == Quantity(bytes: "1024MB"))
    #expect(Quantity(bytes: "512B") == Quantity("512"))
    #expect(Quantity(bytes: "1G") == nil)
    #expect(Quantity(bytes: "B") == nil)
  }

  @Test(
    "lengths of time",
    arguments: [
      ("60s", 60), ("1m", 60), ("1m30s", 90), ("1h0m0s", 3_600), ("1.5h", 5_400), ("1d", 86_400), ("2w", 1_209_600),
      ("1y", 31_536_000), ("0", 0), ("0s", 0), ("3000ms", 3),
    ])
  func times(text: String, seconds: Int) throws {
    #expect(try #require(TimeSpan(text)).nanoseconds == seconds * 1_000_000_000)
  }

  @Test("what is no length of time", arguments: ["", "1", "s", "1x", "1m ", "-1m", "1..5s", "1.s.", "9999999y", "1 m"])
  func noTimes(text: String) {
    #expect(TimeSpan(text) == nil)
  }

  @Test("selectors are what they ask for")
  func selectors() throws {
    let labels = try #require(LabelSelector(["matchLabels": ["a": "1", "b": "2"]]))
    let mixed: Value = [
      "matchLabels": ["b": "2"], "matchExpressions": [["key": "a", "operator": "In", "values": ["1"]]],
    ]
    #expect(labels == LabelSelector(mixed))
    let several: Value = [
      "matchExpressions": [["key": "a", "operator": "NotIn", "values": ["1", "2"]], ["key": "b", "operator": "Exists"]]
    ]
    let exists: Value = ["key": "b", "operator": "Exists", "values": []]
    let turned: Value = ["matchExpressions": [exists, ["key": "a", "operator": "NotIn", "values": ["2", "1"]]]]
    #expect(LabelSelector(several) == LabelSelector(turned))
    #expect(LabelSelector(several) != labels)
    #expect(LabelSelector([:]) == LabelSelector(["matchLabels": [:]]))
    for broken in ["x", ["matchLabels": ["a": 1]], ["matchExpressions": [["key": "a"]]], ["other": [:]]] as [Value] {
      #expect(LabelSelector(broken) == nil)
    }
  }
}
