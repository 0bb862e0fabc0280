import MeshesDelivery
import MeshesModel
import MeshesStorage
import MeshesTestSupport
import Testing

/// Nodes that share a database deliver each delivery once, and take over from those that end.
@Suite(.timeLimit(.minutes(5))) struct SeveralEnginesTests {
    @Test func whatNodesAcceptIsDeliveredOnceEach() async throws {
        try await NodesFixture.run(nodes: 3) { fixture in
            _ = try await fixture.connect("a")
            _ = try await fixture.connect("b")
            var events: [Event] = []
            for number in 0..<60 { events.append(try await fixture.emit(at: fixture.nodes[number % 3])) }
            try await fixture.pass(fixture.nodes, until: "all are delivered") { try await fixture.areDelivered(events) }
            #expect(fixture.sendings.count == 60 && fixture.sendings.values.allSatisfy { $0 == 2 })
            try await fixture.pass(fixture.nodes, until: "all know each other") {
                fixture.nodes.allSatisfy { $0.engine.livingNodes.count == 3 }
            }
            // One leaves: what it held is due at once, and the others see it go.
            fixture.destination.hold("a")
            let left = try await fixture.emit(at: fixture.nodes[2])
            try await fixture.eventually("it is tried") { fixture.sendings[left.id] != nil }
            await fixture.nodes[2].services.triggerGracefulShutdown()
            fixture.destination.letGo()
            try await fixture.pass(fixture.nodes, until: "two are left") {
                try await fixture.areDelivered([left]) && fixture.nodes[0].engine.livingNodes.count == 2
            }
            #expect(fixture.sendings[left.id] == 2)
        }
    }

    @Test func aNodeThatStandsStillIsTakenOverAndItsLateRecordsCountForNothing() async throws {
        try await NodesFixture.run(nodes: 2, concurrency: 5) { fixture in
            let (still, other) = (fixture.nodes[0], fixture.nodes[1])
            let rule = try await fixture.connect("a")
            fixture.destination.hold("a")
            var events: [Event] = []
            for _ in 0..<30 { events.append(try await fixture.emit(at: still)) }
            try await fixture.eventually("five are in flight") { fixture.destination.calls.count == 5 }
            let cut = Set(fixture.sendings.keys)

            // Its clock stands, so it neither renews its lease nor notices. The other takes over.
            try await fixture.pass([other], until: "the other has taken over") { fixture.destination.calls.count == 10 }
            let notice = try #require(other.log.lines.first { $0.message == "took over from a node that has ended" })
            #expect(notice.metadata["deliveries"] == "30")

            // It goes on: it knows at once that its time is over, joins anew, and starts nothing of what it had in memory.
            still.time.advance(to: other.time.now())
            try await fixture.pass([still, other], until: "it has joined anew") {
                other.engine.livingNodes.count == 2 && still.engine.livingNodes.count == 2
            }
            #expect(fixture.destination.calls.count == 10)
            #expect(still.log.lines.contains { $0.message == "the lease of this node ran out; others have taken over what it held" })
            fixture.destination.letGo()
            try await fixture.pass([still, other], until: "all are delivered") { try await fixture.areDelivered(events) }
            #expect(still.log.lines.count { $0.message == "attempt not recorded: the delivery was no longer this node's" } == 5)
            for event in events {
                // Twice only what was in flight when it stood still, and one attempt is on record of each.
                #expect(fixture.sendings[event.id] == (cut.contains(event.id) ? 2 : 1))
                #expect(try await other.store.attempts.list(fixture.access, event.id, rule.id, PageRequest()).records.count == 1)
            }
            // It is a node as any other.
            let fresh = try await fixture.emit(at: still)
            try await fixture.pass([still, other], until: "it delivers again") { try await fixture.areDelivered([fresh]) }
            #expect(fixture.sendings[fresh.id] == 1)
        }
    }

    @Test func whileTheLeaseIsNotCertainEventsAreAcceptedAndNotAttempted() async throws {
        try await NodesFixture.run(nodes: 2) { fixture in
            let (cut, other) = (fixture.nodes[0], fixture.nodes[1])
            _ = try await fixture.connect("a")
            // Its lease has run out by its own clock before a heartbeat can say otherwise, and meanwhile others took over.
            try await fixture.pass([other], until: "the other has ended it") {
                other.log.lines.contains { $0.message == "took over from a node that has ended" }
            }
            // Its own clock has not moved: it still counts on its lease, and the accepting commit tells it better.
            let event = try await fixture.emit(at: cut)
            try await fixture.pass([other], until: "the other delivers it") { try await fixture.areDelivered([event]) }
            #expect(fixture.sendings[event.id] == 1)
            #expect(cut.log.lines.contains { $0.message == "the lease of this node ran out; others have taken over what it held" })
        }
    }
}
