/// One call to `QueueRepository.record`.
struct RecordPiece: Sendable {
    let changes: [DeliveryChange]
    /// Encoded response details, by the index of their change.
    let details: [Int: [UInt8]]
    let completion: Completion<[ChangeResult]>
}
