public import MeshesModel

/// Deliveries of events.
public struct DeliveryRepository: Sendable {
    let core: StoreCore

    /// - Throws: `notFound` for what does not exist or lies outside `access`.
    public func get(_ access: Access, _ event: Event.ID, _ rule: Rule.ID) async throws -> Delivery {
        try await core.database.read { try Delivery.get(access, event, rule, on: $0) }
    }

    /// The delivery with what the engine decides by.
    ///
    /// - Throws: `notFound` for what does not exist or lies outside `access`.
    public func stored(_ access: Access, _ event: Event.ID, _ rule: Rule.ID) async throws -> StoredDelivery {
        try await core.database.read { try StoredDelivery.get(access, event, rule, on: $0) }
    }
}
