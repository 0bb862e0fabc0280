import MeshesClient
import MeshesModel
import MeshesTestSupport
import Testing

/// Workspaces share a server and nothing else.
@Suite(.timeLimit(.minutes(5))) struct WorkspaceIsolationTests {
    @Test func eventsStayInTheirWorkspaceAndABrokenNeighbourDoesNoHarm() async throws {
        let house = try TestHouse()
        let receiver = try await WebhookReceiver.start()
        try await house.serve(try await house.setUp()) { server in
            let first = try await server.workspace
            let second = try await server.management.createWorkspace(name: "Second")
            let broken = try await server.management.createWorkspace(name: "Broken")
            var workspaces: [API.Workspace] = []
            for (workspace, path) in [(first, "/ok/first"), (second, "/ok/second"), (broken, "/seq/broken/200,500")] {
                let full = try await server.management.workspace(workspace.id)
                _ = try await server.destination(receiver.url(path), in: full)
                workspaces.append(full)
            }
            let failing = try await server.event(try await server.emit(in: workspaces[2]), becomes: "retrying")
            for workspace in workspaces.prefix(2) {
                let events = [try await server.emit(in: workspace), try await server.emit(in: workspace)]
                for event in events { _ = try await server.event(event, becomes: "completed") }
                let listed = try await server.management.events(in: workspace.id).records
                #expect(Set(listed.map(\.id)) == Set(events.map(\.id)))
                let path = workspace.id == first.id ? "/ok/first" : "/ok/second"
                let arrived = receiver.requests.filter { $0.path == path }.dropFirst().map(\.eventID)
                #expect(Set(arrived) == Set(events.map(\.id)))
            }
            #expect(try await server.management.events(in: broken.id).records.map(\.id) == [failing.id])
            let foreign = try EventsClient(url: server.url, publishableKey: workspaces[0].publishableKey?.publicKey ?? "")
            let message = EventMessage("order.paid", payload: [UInt8](#"{"a":1}"#.utf8), workspace: second.id)
            let refused = await #expect(throws: ClientError.self) { try await foreign.emit(message) }
            #expect(refused?.status == 403)
        }
        await receiver.stop()
    }
}
