/// What one transaction carries out: acceptances, then results of attempts, then everything else in the order it came.
struct CommitterRound: Sendable {
    var acceptances: [AcceptancePiece] = []
    var records: [RecordPiece] = []
    var writes: [WritePiece] = []

    var isEmpty: Bool { pieces == 0 }
    var pieces: Int { acceptances.count + records.count + writes.count }

    func failAll(_ error: any Error) {
        for piece in records { piece.completion.fail(error) }
        failUntold(error)
    }

    /// Fails those that are told only once the round is durable.
    func failUntold(_ error: any Error) {
        for piece in acceptances { piece.completion.fail(error) }
        for piece in writes { piece.fail(error) }
    }
}
