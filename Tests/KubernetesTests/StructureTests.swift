import Kubernetes
import Testing

@Suite("Structures")
struct StructureTests {
  @Test("every structure has fields that somebody has to know about", arguments: Structure.allCases)
  func fields(structure: Structure) {
    #expect(!structure.fields.isEmpty)
  }

  @Test("what the tables know of a kind includes what every object has")
  func roots() {
    let kinds = [("apps", "Deployment"), ("monitoring.coreos.com", "Prometheus"), ("x.io", "Unknown"), ("", "Secret")]
    for (group, kind) in kinds {
      let fields = Structure.root(group: group, kind: kind).fields
      #expect(fields["metadata"] == .structure(.metadata))
      #expect(fields["status"] == .noise)
    }
    #expect(Structure.root(group: "extensions", kind: "Deployment") == .object)
  }

  @Test("a field's text names alternatives and a default")
  func keyFields() {
    let port = KeyField("port|targetPort"), proto = KeyField("protocol?TCP"), name = KeyField("metadata.name")
    #expect(port.find(in: ["targetPort": 80])?.name == "targetPort")
    #expect(port.find(in: ["targetPort": 80, "port": "web"])?.value == "web")
    #expect(port.find(in: ["port": .null]) == nil)
    #expect(proto.find(in: [:])?.value == "TCP")
    #expect(!proto.isPresent(in: [:]))
    #expect(name.find(in: ["metadata": ["name": "a"]])?.name == "name")
    #expect(name.find(in: "a") == nil)
    #expect(KeyField("").find(in: ["": 1]) == nil)
  }
}
