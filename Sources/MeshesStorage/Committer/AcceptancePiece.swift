import MeshesModel

/// One call to `AcceptanceRepository.commit`.
struct AcceptancePiece: Sendable {
    let acceptances: [Acceptance]
    /// Covers the whole call: with it, all are stored or none.
    let covering: IdempotencyRecord?
    let completion: Completion<[AcceptanceResult]>
}
