import MeshesModel
import Testing

@testable import MeshesDelivery

@Suite struct CircuitTests {
    let start = Timestamp(milliseconds: 10_000_000)

    func opened() -> Circuit {
        var circuit = Circuit()
        for _ in 0..<20 { circuit.finished(failed: true, at: start) }
        return circuit
    }

    @Test func opensOnlyAfterEnoughFailures() {
        var circuit = Circuit()
        for _ in 0..<19 { circuit.finished(failed: true, at: start) }
        #expect(!circuit.isOpen)
        circuit.finished(failed: true, at: start)
        #expect(circuit.isOpen)
        #expect(!circuit.allows(at: start))
    }

    @Test func staysClosedBelowTheShare() {
        var circuit = Circuit()
        for number in 0..<100 { circuit.finished(failed: number % 8 != 0, at: start) }
        #expect(!circuit.isOpen)
    }

    @Test func doesNotWaitForAClockThatWasPutBack() {
        var circuit = opened()
        let back = start - .seconds(3600)
        #expect(circuit.allows(at: back))
        circuit.started(at: back)
        #expect(!circuit.allows(at: back + .seconds(29)))
        #expect(circuit.allows(at: back + .seconds(30)))
        // Failures from before the step do not count for an hour.
        var closed = Circuit()
        for _ in 0..<19 { closed.finished(failed: true, at: start) }
        closed.finished(failed: true, at: back)
        #expect(!closed.isOpen)
    }

    @Test func letsOneProbePassEachInterval() {
        var circuit = opened()
        let probe = start + .seconds(30)
        #expect(circuit.allows(at: probe))
        circuit.started(at: probe)
        #expect(!circuit.allows(at: probe))
        circuit.finished(failed: true, at: probe)
        #expect(!circuit.allows(at: probe + .seconds(29)))
        #expect(circuit.allows(at: probe + .seconds(30)))
    }

    @Test func aSuccessClosesItAndForgetsTheFailures() {
        var circuit = opened()
        circuit.started(at: start + .seconds(30))
        circuit.finished(failed: false, at: start + .seconds(31))
        #expect(!circuit.isOpen)
        circuit.finished(failed: true, at: start + .seconds(31))
        #expect(!circuit.isOpen)
    }

    @Test func oldFailuresFallOutOfTheWindow() {
        var circuit = Circuit()
        for _ in 0..<19 { circuit.finished(failed: true, at: start) }
        circuit.finished(failed: true, at: start + .seconds(120))
        #expect(!circuit.isOpen)
    }
}
