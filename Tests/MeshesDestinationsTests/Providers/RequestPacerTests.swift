import MeshesModel
import Testing

@testable import MeshesDestinations

struct RequestPacerTests {
    private let key = RequestPacer.Key(type: .resend, account: "a")
    private let pace = RequestPace(perSecond: 2, burst: 2)
    private let start = Timestamp(milliseconds: 1_000_000)

    private func turns(_ count: Int, _ pacer: RequestPacer, at now: Timestamp) -> [RequestPacer.Turn] {
        (0..<count).map { _ in pacer.turn(key, pace, patience: .seconds(1), at: now) }
    }

    @Test func aBurstPassesAtOnceAndTheRestAtTheRate() {
        let pacer = RequestPacer()
        #expect(turns(4, pacer, at: start) == [.after(.zero), .after(.zero), .after(.milliseconds(500)), .after(.seconds(1))])
        #expect(turns(1, pacer, at: start) == [.tooLong(.milliseconds(1500))])
        #expect(turns(1, pacer, at: start + .seconds(60)) == [.after(.zero)])
    }

    @Test func credentialsHaveRatesOfTheirOwn() {
        let pacer = RequestPacer()
        _ = turns(4, pacer, at: start)
        let other = RequestPacer.Key(type: .resend, account: "b")
        #expect(pacer.turn(other, pace, patience: .zero, at: start) == .after(.zero))
    }

    @Test func theProvidersOwnFiguresReplaceOurs() {
        let pacer = RequestPacer()
        _ = turns(1, pacer, at: start)
        pacer.take(.init(pace: RequestPace(perSecond: 10, burst: 10), emptyUntil: start + .milliseconds(400)), of: key)
        #expect(turns(1, pacer, at: start) == [.after(.milliseconds(400))])
        #expect(turns(3, pacer, at: start + .seconds(1)) == [.after(.zero), .after(.zero), .after(.zero)])
    }
}
