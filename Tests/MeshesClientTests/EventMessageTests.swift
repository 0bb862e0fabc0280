import MeshesModel
import Testing

@testable import MeshesClient

struct EventMessageTests {
    @Test func payloadBytesAreSplicedInAsTheyAre() throws {
        let payload = #"{"n":12345678901234567890,"x":1.10, "u":"\/"}"#
        let message = EventMessage("order.completed", payload: Array(payload.utf8), resource: "order", resourceID: "1\"2")
        let text = String(decoding: try message.json(), as: UTF8.self)
        #expect(text.hasSuffix(#","payload":"# + payload + "}"))
        let value = try JSONValue(parsing: Array(text.utf8))
        #expect(value["event"] == "order.completed" && value["resource"] == "order" && value["resource_id"] == "1\"2")
        #expect(value["workspace"] == nil)
    }

    @Test func bulkIsABareArray() throws {
        let messages = try ["a", "b"].map { try EventMessage($0, payload: ["k": 1]) }
        let value = try JSONValue(parsing: EventMessage.json(messages))
        #expect(value.array?.map { $0["event"] } == ["a", "b"])
    }
}
