import MeshesModel
import Testing

@Suite struct EventProgressTests {
    /// The table of delivery.md 3: total, processing, retrying, completed, failed, canceled.
    @Test(arguments: [
        ([0, 0, 0, 0, 0, 0], .completed),
        ([3, 0, 0, 0, 0, 0], .pending),
        ([3, 1, 0, 0, 0, 0], .processing), ([3, 0, 0, 1, 0, 0], .processing), ([3, 0, 2, 0, 0, 0], .processing),
        ([3, 0, 0, 0, 2, 0], .processing), ([3, 1, 1, 1, 0, 0], .processing),
        ([3, 0, 1, 2, 0, 0], .retrying), ([3, 0, 3, 0, 0, 0], .retrying), ([3, 0, 1, 0, 2, 0], .retrying),
        ([3, 0, 0, 2, 1, 0], .failed), ([3, 0, 0, 0, 1, 2], .failed), ([1, 0, 0, 0, 1, 0], .failed),
        ([3, 0, 0, 3, 0, 0], .completed), ([3, 0, 0, 1, 0, 2], .completed),
        ([3, 0, 0, 0, 0, 3], .canceled),
    ] as [([Int], DeliveryStatus)])
    func statusFollowsFromTheDeliveries(_ counts: [Int], _ status: DeliveryStatus) {
        let progress = EventProgress(
            total: counts[0], processing: counts[1], retrying: counts[2], completed: counts[3], failed: counts[4],
            canceled: counts[5])
        #expect(progress.status == status)
    }

    @Test func keepsTheTimesOfTheFirstAttemptAndTheEnd() {
        var progress = EventProgress(total: 2)
        progress.move(from: .pending, to: .completed, startedAt: Timestamp(milliseconds: 10), at: Timestamp(milliseconds: 11))
        #expect(progress.startedAt == Timestamp(milliseconds: 10))
        #expect(progress.completedAt == nil)
        progress.move(from: .pending, to: .failed, startedAt: Timestamp(milliseconds: 20), at: Timestamp(milliseconds: 21))
        #expect(progress.startedAt == Timestamp(milliseconds: 10))
        #expect(progress.completedAt == Timestamp(milliseconds: 21))
        #expect(progress.status == .failed)
        progress.move(from: .failed, to: .pending, startedAt: nil, at: Timestamp(milliseconds: 30))
        #expect(progress.completedAt == nil)
        #expect(progress.pending == 1)
        progress.move(from: .pending, to: .canceled, startedAt: nil, at: Timestamp(milliseconds: 40))
        #expect(progress.completedAt == Timestamp(milliseconds: 40))
        #expect(progress.status == .completed)
    }
}
