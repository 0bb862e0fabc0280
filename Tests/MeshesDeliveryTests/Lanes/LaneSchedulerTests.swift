import MeshesModel
import MeshesStorage
import Testing

@testable import MeshesDelivery

/// The scheduler's promises: caps hold, turns are fair, memory is bounded, backlog goes first. No clock, no I/O.
@Suite struct LaneSchedulerTests {
    let now = Timestamp(milliseconds: 10_000_000)
    let lease: Duration = .seconds(35)

    func connection(_ number: UInt64) -> Connection.ID { Connection.ID(high: 1, low: number) }
    func workspace(_ number: UInt64) -> Workspace.ID { Workspace.ID(high: 2, low: number) }

    func entry(_ connection: UInt64, _ workspace: UInt64, _ number: UInt64 = 0, leaseLeft: Duration = .seconds(120)) -> QueueEntry {
        QueueEntry(
            key: QueueKey(
                connection: self.connection(connection), availableAt: now + leaseLeft,
                delivery: Delivery.ID(high: connection, low: number)),
            organization: Organization.ID(high: 3, low: 1), workspace: self.workspace(workspace),
            event: Event.ID(high: 4, low: number), rule: Rule.ID(high: 5, low: 1), ruleVersion: 1, type: .webhook,
            eventName: "user.signup", resource: "global", resourceID: nil, eventCreatedAt: now, payload: [], status: .pending,
            attemptCount: 0, budgetUsed: 0, seriesStartedAt: now, startedAt: nil, trigger: .auto, cancelRequested: false)
    }

    func accept(_ scheduler: inout LaneScheduler, _ connection: UInt64, _ workspace: UInt64, _ number: UInt64 = 0) -> Bool {
        guard scheduler.reserve(self.connection(connection), self.workspace(workspace), concurrency: 10) else { return false }
        scheduler.enqueueReserved(entry(connection, workspace, number))
        return true
    }

    func finish(_ scheduler: inout LaneScheduler, _ connection: UInt64, _ workspace: UInt64, pause: Timestamp? = nil, at time: Timestamp? = nil) {
        let finish = LaneScheduler.Finish(
            delivery: Delivery.ID(high: 9, low: 9), failed: false, refusedCredential: false, pauseUntil: pause)
        _ = scheduler.finished(self.connection(connection), self.workspace(workspace), finish, at: time ?? now)
    }

    func started(_ scheduler: inout LaneScheduler, at time: Timestamp? = nil) -> [QueueEntry] {
        var entries: [QueueEntry] = []
        while let entry = scheduler.next(at: time ?? now, leaseNeeded: lease) { entries.append(entry) }
        return entries
    }

    @Test func aLaneStartsInOrderAndStopsAtItsCap() {
        var scheduler = LaneScheduler(limits: .init())
        for number in 0..<15 { #expect(accept(&scheduler, 1, 1, UInt64(number))) }
        let first = started(&scheduler)
        #expect(first.map(\.key.delivery.low) == Array(0..<10))
        finish(&scheduler, 1, 1)
        let second = started(&scheduler)
        #expect(second.map(\.key.delivery.low) == [10])
    }

    @Test func workspacesTakeTurns() {
        var scheduler = LaneScheduler(limits: .init())
        for number in 0..<9 { #expect(accept(&scheduler, 1, 1, UInt64(number))) }
        #expect(accept(&scheduler, 2, 2))
        #expect(accept(&scheduler, 3, 3))
        let first = (0..<3).compactMap { _ in scheduler.next(at: now, leaseNeeded: lease)?.workspace }
        #expect(Set(first) == [workspace(1), workspace(2), workspace(3)])
    }

    @Test func aWorkspaceStopsAtItsCap() {
        var limits = LaneScheduler.Limits()
        limits.workspaceConcurrency = 12
        var scheduler = LaneScheduler(limits: limits)
        for lane in 1...4 { for number in 0..<8 { #expect(accept(&scheduler, UInt64(lane), 1, UInt64(number))) } }
        #expect(accept(&scheduler, 9, 2))
        let entries = started(&scheduler)
        #expect(entries.filter { $0.workspace == workspace(1) }.count == 12)
        #expect(entries.contains { $0.workspace == workspace(2) })
        finish(&scheduler, 1, 1)
        let third = started(&scheduler)
        #expect(third.count == 1)
    }

    @Test func theServerStopsAtItsCap() {
        var limits = LaneScheduler.Limits()
        limits.concurrency = 5
        var scheduler = LaneScheduler(limits: limits)
        for lane in 1...10 { #expect(accept(&scheduler, UInt64(lane), UInt64(lane))) }
        let first = started(&scheduler)
        #expect(first.count == 5)
        finish(&scheduler, 1, 1)
        let second = started(&scheduler)
        #expect(second.count == 1)
    }

    @Test func memoryIsBoundedAndBacklogGoesFirst() {
        var limits = LaneScheduler.Limits()
        limits.laneCapacity = 20
        var scheduler = LaneScheduler(limits: limits)
        for number in 0..<20 { #expect(accept(&scheduler, 1, 1, UInt64(number))) }
        #expect(!accept(&scheduler, 1, 1))
        scheduler.noteBacklog(connection(1), workspace(1), concurrency: 10)
        let first = started(&scheduler)
        #expect(first.count == 10)
        // Room in memory, but the store's deliveries are older.
        #expect(!accept(&scheduler, 1, 1))
        let tooEarly = scheduler.refill(connection(1), at: now)
        #expect(tooEarly == nil)
        for _ in 0..<5 { finish(&scheduler, 1, 1) }
        let more = started(&scheduler)
        #expect(more.count == 5)
        guard let refill = scheduler.refill(connection(1), at: now) else {
            Issue.record("a lane that runs low asks for more")
            return
        }
        #expect(refill.limit == 15)
        let twice = scheduler.refill(connection(1), at: now)
        #expect(twice == nil)
        scheduler.claimed(refill, [entry(1, 1, 100)], nextDue: nil)
        #expect(accept(&scheduler, 1, 1, 101))
        #expect(scheduler.held == 7)
    }

    @Test func whatIsNoLongerTheNodesIsForgottenAndAskedForAgain() {
        var scheduler = LaneScheduler(limits: .init())
        for number in 0..<15 { #expect(accept(&scheduler, 1, 1, UInt64(number))) }
        let flying = started(&scheduler)
        // The commit of another is under way meanwhile.
        let reserved = scheduler.reserve(connection(1), workspace(1), concurrency: 10)
        let forgotten = scheduler.takeWaiting().count
        #expect(flying.count == 10 && reserved && forgotten == 5 && scheduler.held == 1)
        scheduler.release(connection(1))
        let refill = scheduler.refill(connection(1), at: now)
        #expect(refill != nil && scheduler.waiting(connection(1)).isEmpty)
        for _ in flying { finish(&scheduler, 1, 1) }
        #expect(scheduler.inFlight == 0)
    }

    @Test func aClaimThatMissedABacklogKeepsAsking() {
        var scheduler = LaneScheduler(limits: .init())
        scheduler.noteBacklog(connection(1), workspace(1), concurrency: 10)
        guard let refill = scheduler.refill(connection(1), at: now) else {
            Issue.record("a backlog is claimed")
            return
        }
        scheduler.noteBacklog(connection(1), workspace(1), concurrency: 10)
        scheduler.claimed(refill, [], nextDue: nil)
        let again = scheduler.refill(connection(1), at: now)
        #expect(again != nil)
    }

    @Test func aLaneThatWasAskedToWaitWaits() {
        var scheduler = LaneScheduler(limits: .init())
        for number in 0..<12 { #expect(accept(&scheduler, 1, 1, UInt64(number))) }
        let first = started(&scheduler)
        #expect(first.count == 10)
        finish(&scheduler, 1, 1, pause: now + .seconds(30))
        let paused = started(&scheduler)
        #expect(paused.isEmpty)
        _ = scheduler.tick(at: now + .seconds(29))
        let stillPaused = started(&scheduler, at: now + .seconds(29))
        #expect(stillPaused.isEmpty)
        _ = scheduler.tick(at: now + .seconds(30))
        let resumed = started(&scheduler, at: now + .seconds(30))
        #expect(resumed.count == 1)
    }

    @Test func entriesWhoseLeaseRunsOutAreLeftToTheStore() {
        var scheduler = LaneScheduler(limits: .init())
        let granted = scheduler.reserve(connection(1), workspace(1), concurrency: 10)
        #expect(granted)
        scheduler.enqueueReserved(entry(1, 1, 1, leaseLeft: .seconds(30)))
        let entries = started(&scheduler)
        #expect(entries.isEmpty)
        #expect(scheduler.held == 0)
        let wanting = scheduler.tick(at: now + .seconds(30))
        #expect(wanting == [connection(1)])
    }

    @Test func aFailedCommitGivesThePlaceBack() {
        var scheduler = LaneScheduler(limits: .init())
        let granted = scheduler.reserve(connection(1), workspace(1), concurrency: 10)
        #expect(granted)
        scheduler.release(connection(1))
        #expect(scheduler.held == 0)
        _ = scheduler.tick(at: now)
        #expect(scheduler.snapshot.lanes == 0)
    }

    @Test func countsReturnToZero() {
        var scheduler = LaneScheduler(limits: .init())
        for number in 0..<500 { _ = accept(&scheduler, UInt64(number % 7), UInt64(number % 7 % 3), UInt64(number)) }
        var inFlight: [(UInt64, UInt64)] = []
        while true {
            for entry in started(&scheduler) { inFlight.append((entry.key.connection.low, entry.workspace.low)) }
            guard let (lane, workspace) = inFlight.popLast() else { break }
            finish(&scheduler, lane, workspace)
        }
        #expect(scheduler.held == 0)
        #expect(scheduler.inFlight == 0)
        _ = scheduler.tick(at: now)
        #expect(scheduler.snapshot.lanes == 0)
    }
}
