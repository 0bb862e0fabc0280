import MeshesModel
import Testing

@Suite struct OutcomeCodeTests {
    @Test(arguments: OutcomeCode.allCases)
    func hasAnAPINameAndASettledBase(_ code: OutcomeCode) {
        #expect(code.name.utf8.allSatisfy { $0 == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
        #expect(code.base.base == code.base)
        #expect(code.base.rawValue <= OutcomeCode.internalError.rawValue)
    }

    @Test(arguments: [
        (.invalidRequest, .rejectedClientError), (.validationFailed, .rejectedClientError), (.destinationNotFound, .rejectedClientError),
        (.destinationConflict, .rejectedClientError), (.destinationGone, .rejectedClientError), (.payloadTooLarge, .rejectedClientError),
        (.destinationTimeout, .timeout), (.delivered, .delivered), (.rateLimited, .rateLimited), (.authFailed, .authFailed),
    ] as [(OutcomeCode, OutcomeCode)])
    func aFinerCodeBehavesLikeItsBase(_ code: OutcomeCode, _ base: OutcomeCode) { #expect(code.base == base) }

    @Test func namesAreThoseOfTheAPI() {
        #expect(OutcomeCode.rejectedServerError.name == "rejected_server_error")
        #expect(OutcomeCode.payloadTooLarge.name == "payload_too_large")
        #expect(Set(OutcomeCode.allCases.map(\.name)).count == OutcomeCode.allCases.count)
        for status in DeliveryStatus.allCases { #expect(DeliveryStatus(name: status.name) == status) }
        #expect(DeliveryStatus(name: "done") == nil)
        #expect(DeliveryStatus.allCases.filter(\.isTerminal) == [.completed, .failed, .canceled])
    }
}
