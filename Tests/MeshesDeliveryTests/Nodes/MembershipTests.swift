import MeshesModel
import MeshesStorage
import Testing

@testable import MeshesDelivery

/// How a node judges its own lease and those of others.
@Suite struct MembershipTests {
    private static let lease: Duration = .seconds(20)
    private static let start = Timestamp(milliseconds: 1_767_225_600_000)

    private var membership = Membership()

    private func node(_ number: Int, seen: Timestamp, ended: Timestamp? = nil) -> NodeRecord {
        NodeRecord(
            number: number, description: NodeDescription(version: "1.0", host: "test", roles: []), startedAt: Self.start, seenAt: seen,
            expiresAt: seen + Self.lease, endedAt: ended, keys: nil)
    }

    /// A heartbeat of node 1 at so many seconds, as it sees the others, and whom it is to take over from.
    private mutating func beat(
        _ seconds: Int, clock: Timestamp? = nil, others: [NodeRecord], finds gone: [Int] = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let now = Self.start + .seconds(seconds)
        let shown = clock ?? now
        let found = membership.renewed(
            Heartbeat(number: 1, now: shown, nodes: [node(1, seen: shown)] + others), sentAt: now, lease: Self.lease)
        #expect(found.map(\.number) == gone, sourceLocation: sourceLocation)
    }

    @Test mutating func itsOwnLeaseCountsFromBeforeTheHeartbeat() {
        #expect(membership.holder(at: Self.start) == nil)
        beat(0, others: [])
        #expect(membership.holder(at: Self.start + Self.lease - .milliseconds(1)) == 1)
        #expect(membership.holder(at: Self.start + Self.lease) == nil && membership.number == 1)
        beat(30, others: [])
        #expect(membership.holder(at: Self.start + .seconds(49)) == 1)
        let (first, second) = (membership.lost(1), membership.lost(1))
        #expect(first && !second && membership.holder(at: Self.start + .seconds(31)) == nil)
    }

    @Test mutating func aNodeIsTakenOverOnceWhenItsLeaseHasRunOut() {
        let other = node(2, seen: Self.start)
        for seconds in [0, 5, 10, 15] { beat(seconds, others: [other], finds: []) }
        beat(20, others: [other], finds: [2])
        beat(25, others: [other], finds: [])
        membership.tookOver(2)
        beat(30, others: [other], finds: [2])
    }

    @Test mutating func whoeverHasJustComeWaitsForASignOfLife() {
        let other = node(2, seen: Self.start - .seconds(60))
        beat(0, others: [other], finds: [])
        beat(1, others: [other], finds: [])
        beat(5, others: [other], finds: [2])
    }

    @Test mutating func afterAFailureOfTheDatabaseNobodyIsFoundDeadAtOnce() {
        for seconds in [0, 5] { beat(seconds, others: [node(2, seen: Self.start + .seconds(seconds))], finds: []) }
        // A minute without database. This node is back first.
        beat(65, others: [node(2, seen: Self.start + .seconds(5))], finds: [])
        beat(70, others: [node(2, seen: Self.start + .seconds(68))], finds: [])
        #expect(membership.living.map(\.number) == [1, 2] && membership.isEldest)
    }

    @Test mutating func aStepOfTheDatabasesClockKillsNobody() {
        for seconds in [0, 5] { beat(seconds, others: [node(2, seen: Self.start + .seconds(seconds - 1))], finds: []) }
        let stepped = Self.start + .seconds(3610)
        beat(10, clock: stepped, others: [node(2, seen: Self.start + .seconds(9))], finds: [])
        beat(15, clock: stepped + .seconds(5), others: [node(2, seen: stepped + .seconds(4))], finds: [])
    }

    @Test mutating func whatAnotherIsTakingOverIsLeftToIt() {
        let ended = node(2, seen: Self.start - .seconds(30), ended: Self.start)
        for seconds in [0, 5, 15] { beat(seconds, others: [ended], finds: []) }
        // Unless it takes longer than a lease: then it has died in the middle.
        beat(20, others: [ended], finds: [2])
    }
}
