import MeshesClient
import MeshesModel
import MeshesTestSupport
import Testing

/// A server that is started again goes on where the last one stopped.
@Suite(.timeLimit(.minutes(5))) struct RestartTests {
    @Test func waitingDeliveriesAreResumed() async throws {
        let house = try TestHouse()
        let receiver = try await WebhookReceiver.start()
        let credentials = try await house.setUp()
        let waiting = Recorded<API.Event>()
        try await house.serve(credentials) { server in
            let workspace = try await server.workspace
            _ = try await server.destination(receiver.url("/seq/restart/200,503,200"), in: workspace)
            let event = try await server.event(try await server.emit(in: workspace), becomes: "retrying")
            waiting.append(event)
        }
        #expect(receiver.requests.count == 2)
        house.time.advance(by: .seconds(11))
        try await house.serve(credentials) { server in
            let emitted = try #require(waiting.all.first)
            await receiver.waitForRequests(3)
            let event = try await server.event(emitted, becomes: "completed")
            #expect(event.deliveries?.first?.attemptCount == 2)
            #expect(receiver.requests.count == 3)
        }
        await receiver.stop()
    }

    @Test func whatWasParkedStaysParkedAndComesBack() async throws {
        let house = try TestHouse()
        let receiver = try await WebhookReceiver.start()
        let credentials = try await house.setUp()
        let parked = Recorded<API.Event>()
        let connections = Recorded<API.Connection>()
        try await house.serve(credentials) { server in
            let workspace = try await server.workspace
            let (connection, _) = try await server.destination(receiver.url("/ok"), in: workspace)
            let off = API.ConnectionUpdate(name: connection.name, metadata: connection.metadata, active: false)
            connections.append(try await server.management.updateConnection(connection.id, off))
            parked.append(try await server.event(try await server.emit(in: workspace), becomes: "retrying"))
        }
        let before = receiver.requests.count
        house.time.advance(by: .seconds(3600))
        try await house.serve(credentials) { server in
            let emitted = try #require(parked.all.first)
            let connection = try #require(connections.all.first)
            let stillParked = try await server.event(emitted, becomes: "retrying")
            #expect(stillParked.deliveries?.first?.nextAttemptAt == nil && receiver.requests.count == before)
            let on = API.ConnectionUpdate(name: connection.name, metadata: connection.metadata, active: true)
            _ = try await server.management.updateConnection(connection.id, on)
            _ = try await server.event(emitted, becomes: "completed")
        }
        await receiver.stop()
    }
}
