import MeshesModel
import Testing

@testable import MeshesDestinations

/// A provider's rate is divided over the nodes that deliver.
@Suite struct SharedPaceTests {
    @Test func eachNodeHasItsPart() {
        let share = NodeShare()
        let pacer = RequestPacer(share: share)
        let now = Timestamp(milliseconds: 1_767_225_600_000)
        let pace = RequestPace(perSecond: 10, burst: 5)
        func waits(_ account: String) -> [Int64] {
            (0..<4).map { _ in
                let key = RequestPacer.Key(type: .webhook, account: account, part: nil)
                guard case .after(let wait) = pacer.turn(key, pace, patience: .seconds(5), at: now) else { return -1 }
                return wait.wholeMilliseconds
            }
        }
        #expect(waits("alone") == [0, 0, 0, 0])
        share.set(api: 1, dispatch: 3)
        // Two at once, then every 300 ms.
        #expect(waits("of three") == [0, 0, 300, 600])
        share.set(api: 1, dispatch: 0)
        #expect(share.count(.dispatch) == 1 && share.part(of: 5, .dispatch) == 5)
    }
}
