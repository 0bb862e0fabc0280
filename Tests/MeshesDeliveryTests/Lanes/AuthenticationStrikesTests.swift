import MeshesModel
import Testing

@testable import MeshesDelivery

@Suite struct AuthenticationStrikesTests {
    let start = Timestamp(milliseconds: 10_000_000)

    func delivery(_ number: UInt64) -> Delivery.ID { Delivery.ID(high: 0, low: number) }

    @Test func threeDistinctDeliveriesInARow() {
        var strikes = AuthenticationStrikes()
        let first = strikes.finished(delivery(1), refused: true, at: start)
        #expect(!first)
        let second = strikes.finished(delivery(1), refused: true, at: start)
        #expect(!second)
        let third = strikes.finished(delivery(2), refused: true, at: start)
        #expect(!third)
        let fourth = strikes.finished(delivery(3), refused: true, at: start)
        #expect(fourth)
    }

    @Test func aSuccessBetweenStartsAnew() {
        var strikes = AuthenticationStrikes()
        _ = strikes.finished(delivery(1), refused: true, at: start)
        _ = strikes.finished(delivery(2), refused: true, at: start)
        let fifth = strikes.finished(delivery(3), refused: false, at: start)
        #expect(!fifth)
        let sixth = strikes.finished(delivery(4), refused: true, at: start)
        #expect(!sixth)
    }

    @Test func tenMinutesOfRefusalsOfOneDelivery() {
        var strikes = AuthenticationStrikes()
        let seventh = strikes.finished(delivery(1), refused: true, at: start)
        #expect(!seventh)
        let eighth = strikes.finished(delivery(1), refused: true, at: start + .seconds(599))
        #expect(!eighth)
        let ninth = strikes.finished(delivery(1), refused: true, at: start + .seconds(600))
        #expect(ninth)
    }
}
