import MeshesClient
import MeshesModel
import MeshesTestSupport
import Testing

/// Emitting through the SDK: repeated calls and bulk.
@Suite(.timeLimit(.minutes(5))) struct EmittingTests {
    @Test func aRepeatedCallMakesOneEvent() async throws {
        let house = try TestHouse()
        try await house.serve(try await house.setUp()) { server in
            let workspace = try await server.workspace
            let events = try EventsClient(url: server.url, publishableKey: server.publishableKey)
            let message = EventMessage("order.paid", payload: [UInt8](#"{"a":1}"#.utf8))
            let first = try await events.emit(message, idempotencyKey: "order-7")
            #expect(try await events.emit(message, idempotencyKey: "order-7").id == first.id)
            let other = EventMessage("order.paid", payload: [UInt8](#"{"a":2}"#.utf8))
            let refused = await #expect(throws: ClientError.self) { try await events.emit(other, idempotencyKey: "order-7") }
            #expect(refused?.status == 409)
            #expect(try await server.management.events(in: workspace.id).records.map(\.id) == [first.id])
        }
    }

    @Test func aBulkCallAcceptsWhatIsGoodAndNamesWhatIsNot() async throws {
        let house = try TestHouse()
        let receiver = try await WebhookReceiver.start()
        try await house.serve(try await house.setUp()) { server in
            let workspace = try await server.workspace
            _ = try await server.destination(receiver.url("/ok"), in: workspace)
            let events = try EventsClient(url: server.url, publishableKey: server.publishableKey)
            let good = EventMessage("order.paid", payload: [UInt8](#"{"a":1}"#.utf8))
            let result = try await events.emit(bulk: [good, EventMessage("", payload: [UInt8]("{}".utf8)), good])
            #expect(result.count == 3 && result.errorCount == 1)
            for (index, record) in result.records.enumerated() {
                switch record {
                case .accepted(let event):
                    #expect(index != 1)
                    _ = try await server.event(event, becomes: "completed")
                case .refused(let error):
                    #expect(index == 1 && error.error?.name == "BadRequest")
                }
            }
            #expect(receiver.requests.count == 3)
        }
        await receiver.stop()
    }
}
