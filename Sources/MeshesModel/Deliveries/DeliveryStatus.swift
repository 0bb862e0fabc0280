/// Where a delivery or an event stands. The raw number is the store's, the name the API's.
public enum DeliveryStatus: Int, Hashable, Sendable, CaseIterable {
    case pending = 0
    case processing = 1
    case retrying = 2
    case completed = 3
    case failed = 4
    case canceled = 5

    /// `pending`, `processing` and so on, as in the API.
    public var name: String { String(describing: self) }

    public init?(name: some StringProtocol) {
        guard let status = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = status
    }

    public var isTerminal: Bool { self == .completed || self == .failed || self == .canceled }
}
