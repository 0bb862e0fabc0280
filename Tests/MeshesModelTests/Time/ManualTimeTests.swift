import MeshesModel
import MeshesTestSupport
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct ManualTimeTests {
    @Test func wakesWhoIsDueAndLeavesTheOthers() async throws {
        let time = ManualTime(Timestamp(milliseconds: 1000))
        try await withThrowingTaskGroup(of: Int.self) { group in
            for seconds in 1...100 {
                group.addTask {
                    try await time.sleep(for: .seconds(seconds))
                    return seconds
                }
            }
            await time.sleepers(atLeast: 100)
            #expect(time.nextDeadline == Timestamp(milliseconds: 2000))
            time.advance(by: .seconds(40))
            var awake: Set<Int> = []
            for _ in 0..<40 { awake.insert(try await group.next() ?? 0) }
            #expect(awake == Set(1...40))
            #expect(time.sleeperCount == 60)
            time.advance(by: .seconds(60))
            for try await seconds in group { awake.insert(seconds) }
            #expect(awake == Set(1...100))
            #expect(time.sleeperCount == 0 && time.nextDeadline == nil)
        }
    }

    @Test func doesNotSleepUntilAMomentThatHasPassed() async throws {
        let time = ManualTime()
        try await time.sleep(until: time.now())
        try await time.sleep(for: .seconds(-1))
    }

    @Test func aCancelledSleeperThrows() async throws {
        let time = ManualTime()
        let outcome = await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                do { try await time.sleep(until: .never) } catch is CancellationError { return true } catch {}
                return false
            }
            await time.sleepers(atLeast: 1)
            group.cancelAll()
            return await group.next()
        }
        #expect(outcome == true)
        #expect(time.sleeperCount == 0)
    }

    @Test func aTaskThatIsCancelledBeforeItSleepsThrows() async {
        let time = ManualTime()
        await withTaskGroup(of: Void.self) { group in
            group.cancelAll()
            group.addTask {
                await #expect(throws: CancellationError.self) { try await time.sleep(for: .seconds(1)) }
            }
        }
        #expect(time.sleeperCount == 0)
    }

    @Test func waitsForSleepersOfACertainDeadline() async throws {
        let time = ManualTime()
        let soon = time.now() + .seconds(5)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await time.sleep(until: soon + .seconds(60)) }
            group.addTask { try await time.sleep(until: soon) }
            await time.sleepers(atLeast: 1, dueBy: soon)
            #expect(time.nextDeadline == soon)
            time.advance(to: soon + .seconds(60))
            // The one that was not asleep yet finds its deadline passed.
            try await group.waitForAll()
        }
    }
}
