import Logging
import MeshesDestinations
import MeshesModel
import MeshesStorage
import MeshesTestSupport
import Synchronization
import Testing

@testable import MeshesDelivery

/// Nodes that deliver to one provider make nobody twice, also where the provider would.
@Suite(.timeLimit(.minutes(3))) struct PeopleOverNodesTests {
    private static let ada: JSONObject = ["email": "Ada@example.com"]

    @Test func aNewPersonWhomTwoNodesDeliverAtOnceIsMadeOnce() async throws {
        try await run { fixture, book, _ in
            book.hold()
            let events = [
                try await fixture.emit(at: fixture.nodes[0], payload: Self.ada),
                try await fixture.emit(at: fixture.nodes[1], payload: ["email": "ada@example.com"]),
            ]
            try await fixture.pass(fixture.nodes, until: "one looks her up") { book.lookUps > 0 }
            // Time enough for the other node to look as well.
            for _ in 1...10 {
                for node in fixture.nodes { node.time.advance(by: .milliseconds(200)) }
                for node in fixture.nodes { for _ in 0..<5 { try await node.store.database.write { _ in } } }
            }
            #expect(book.lookUps == 1)
            #expect(try await fixture.leases() == 1)
            book.letGo()
            try await fixture.pass(fixture.nodes, until: "both are delivered") { try await fixture.areDelivered(events) }
            #expect(book.people == ["ada@example.com"])
            try await fixture.pass(fixture.nodes, until: "she is given back") { try await fixture.leases() == 0 }
        }
    }

    @Test func whomADeadNodeHeldIsDeliveredAfterTheLease() async throws {
        try await run { fixture, book, connection in
            let (dead, node) = (fixture.nodes[0], fixture.nodes[1])
            let now = dead.time.now()
            let end = node.time.now() + .seconds(25)
            #expect(try await dead.store.personLeases.take("ada@example.com", of: connection, until: end, now: now))
            let event = try await fixture.emit(at: node, payload: Self.ada)
            let bob = try await fixture.emit(at: node, payload: ["email": "bob@example.com"])
            try await fixture.pass(fixture.nodes, until: "others are delivered") { try await fixture.areDelivered([bob]) }
            #expect(book.people == ["bob@example.com"])
            try await fixture.pass(fixture.nodes, until: "she is delivered too") { try await fixture.areDelivered([event]) }
            #expect(node.time.now() >= end)
            #expect(book.people.count == 2)
        }
    }

    @Test func aStoreThatDoesNotAnswerLosesNoDelivery() async throws {
        let store = UnreachableLeases()
        try await run(leases: store) { fixture, book, _ in
            let node = fixture.nodes[0]
            let event = try await fixture.emit(at: node, payload: Self.ada)
            try await fixture.pass(fixture.nodes, until: "the attempt has failed") {
                try await node.store.events.get(fixture.access, event.id).progress.status == .retrying
            }
            #expect(book.lookUps == 0)
            store.answers.store(true, ordering: .releasing)
            try await fixture.pass(fixture.nodes, until: "it is delivered") { try await fixture.areDelivered([event]) }
            #expect(book.people.count == 1)
        }
    }

    @Test func aNodeThatDeliversAloneTakesNoLease() async throws {
        try await NodesFixture.run(nodes: 1, roles: ["dispatch"]) { fixture in
            let share = fixture.nodes[0].engine.share
            let leases = StoredPersonLeases(store: fixture.nodes[0].store, share: share, logger: fixture.nodes[0].log.logger)
            #expect(!leases.areNeeded)
            share.set(api: 2, dispatch: 2)
            #expect(leases.areNeeded)
        }
    }

    /// - Parameter others: what keeps the nodes apart; nil for leases in the store.
    private func run(
        leases others: (any PersonLeases)? = nil,
        _ body: @Sendable @escaping (NodesFixture, PlainAddressBook, Connection.ID) async throws -> Void
    ) async throws {
        let book = PlainAddressBook()
        try await NodesFixture.run(
            nodes: 2, roles: ["api", "dispatch"],
            providers: { store, share, logger in
                let leases = others ?? StoredPersonLeases(store: store, share: share, logger: logger)
                return DestinationRegistry.providers(
                    ProviderGateway(sender: book, time: store.time, userAgent: "test", share: share, leases: leases))
            }
        ) { fixture in
            let node = fixture.nodes[0]
            let connection = try await node.store.connections.create(
                fixture.access,
                NewConnection(
                    workspace: fixture.workspace.id, type: .resend, name: "People", metadata: [:], secrets: ["api_key": Secret("re_1")]))
            let now = node.time.now()
            _ = try await node.store.rules.create(
                fixture.access,
                Rule(
                    id: node.store.ids.next(), organization: fixture.access.organization, workspace: fixture.workspace.id,
                    connection: connection.id, type: .resend, event: "user.signup", metadata: ["action": "add_to_segment", "id": "s"],
                    createdBy: "system", createdAt: now, updatedAt: now))
            try await fixture.pass(fixture.nodes, until: "the nodes know each other") {
                fixture.nodes.allSatisfy { $0.engine.share.count(.dispatch) == 2 }
            }
            do {
                try await body(fixture, book, connection.id)
            } catch {
                book.letGo()
                throw error
            }
            book.letGo()
        }
    }
}

extension NodesFixture {
    /// How many people are taken.
    fileprivate func leases() async throws -> Int {
        try await nodes[0].store.database.read { try $0.first("SELECT COUNT(*) FROM person_leases", []) { $0.int(0) } ?? 0 }
    }
}

/// Leases in a store that fails until it answers.
private final class UnreachableLeases: PersonLeases {
    let answers = Atomic(false)
    var areNeeded: Bool { true }

    func take(_ person: String, of connection: Connection.ID, until end: Timestamp, waitingUntil deadline: Timestamp) async throws -> Bool {
        guard answers.load(ordering: .acquiring) else { throw MeshesError(.internalError, "The store is away.") }
        return true
    }

    func giveBack(_ person: String, of connection: Connection.ID, until end: Timestamp) async {}
}
