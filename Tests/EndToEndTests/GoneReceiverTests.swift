import MeshesClient
import MeshesModel
import MeshesTestSupport
import Testing

/// A receiver that answers 410 wants nothing more until its connection is switched on again.
@Suite(.timeLimit(.minutes(5))) struct GoneReceiverTests {
    @Test func switchesOffParksAndComesBackWithWhatWaited() async throws {
        let house = try TestHouse()
        let receiver = try await WebhookReceiver.start()
        try await house.serve(try await house.setUp()) { server in
            let workspace = try await server.workspace
            let (connection, rule) = try await server.destination(receiver.url("/seq/gone/200,410,200"), in: workspace)
            let refused = try await server.event(try await server.emit(in: workspace), becomes: "failed")
            let attempts = try await server.management.attempts(event: refused.id, rule: rule.id).records
            #expect(attempts.map(\.outcomeCode) == ["destination_gone"])
            let off = try await server.management.connection(connection.id)
            #expect(off.active == false && off.inactiveDetail?.isEmpty == false)

            var waiting: [API.Event] = []
            for _ in 0..<3 {
                let event = try await server.event(try await server.emit(in: workspace), becomes: "retrying")
                #expect(event.deliveries?.first?.nextAttemptAt == nil && event.deliveries?.first?.lastError != nil)
                waiting.append(event)
            }
            let before = receiver.requests.count
            let on = API.ConnectionUpdate(name: off.name, metadata: off.metadata, active: true)
            let changed = try await server.management.updateConnection(connection.id, on)
            #expect(changed.active == true && changed.inactiveDetail == nil)
            for event in waiting { _ = try await server.event(event, becomes: "completed") }
            let delivered = receiver.requests.dropFirst(before).map(\.eventID)
            #expect(Set(delivered).isSuperset(of: waiting.map(\.id)))
            #expect(try await server.management.event(refused.id).status == "failed")
        }
        await receiver.stop()
    }
}
