import MeshesModel

extension ProviderSession {
    /// The outcome of an action that is done.
    func delivered(_ answer: ProviderAnswer, _ remark: String? = nil) -> DeliveryOutcome {
        DeliveryOutcome(
            .delivered, OutcomeMessage.line("HTTP \(answer.status)" + (remark.map { ": \($0)" } ?? "")), httpStatus: answer.status,
            requestID: profile.requestID(answer))
    }

    /// The id that an answer must hold at a path.
    ///
    /// - Throws: `rejected_server_error` for an answer that is not the provider's.
    func id(at path: String..., in answer: ProviderAnswer) throws(AttemptEnd) -> String {
        switch answer.json?.value(at: path) {
        case .string(let id) where !id.isEmpty: return id
        case .integer(let id): return String(id)
        default:
            let meaning = AnswerMeaning(.rejectedServerError, "the answer lacks \(path.joined(separator: "."))")
            throw AttemptEnd(outcome(meaning, of: answer))
        }
    }
}
