import MeshesModel
import MeshesStorage
import MeshesTestSupport
import Testing

/// A random walk through the store's doors: each step does the same to the store and to the model, and expects the same
/// answer from both.
struct StoreWalk {
    struct Lane {
        let connection: Connection
        let rule: Rule
        var isOff = false
    }

    let fixture: StoreFixture
    var random: SeededRandom
    var model = StoreModel()
    var lanes: [Lane] = []
    /// The node that the walk is.
    var node: Int
    /// Entries that were claimed and not finished yet; some are no longer the node's.
    var held: [QueueEntry] = []

    var now: Timestamp { fixture.time.now() }
    var queue: QueueRepository { fixture.store.queue }

    /// What a step may be. Those that move deliveries along come more often than those that end them.
    static let steps: [@Sendable (inout StoreWalk) async throws -> Void] =
        Array(repeating: { try await $0.accept() }, count: 5) + Array(repeating: { try await $0.claim() }, count: 6)
        + Array(repeating: { try await $0.finish() }, count: 6) + [
            { $0.pass() }, { $0.pass() }, { $0.pass() }, { try await $0.mark() }, { try await $0.mark() },
            { try await $0.release() }, { try await $0.cancel() }, { try await $0.cancelEvent() }, { try await $0.retry() },
            { try await $0.retry() }, { try await $0.switchOff() }, { try await $0.switchOn() }, { try await $0.switchOn() },
            { try await $0.expire() }, { try await $0.cancelRule() }, { try await $0.cancelConnection() }, { try await $0.restart() },
            { try await $0.purge() },
        ]

    init(_ fixture: StoreFixture, seed: UInt64) async throws {
        self.fixture = fixture
        node = fixture.node
        random = SeededRandom(seed)
        for name in ["one", "two", "three"] {
            let (connection, rule) = try await fixture.destination(name)
            lanes.append(Lane(connection: connection, rule: rule))
        }
    }

    mutating func step() async throws {
        try await Self.steps[Int.random(in: Self.steps.indices, using: &random)](&self)
    }

    mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

    mutating func anyLane() -> Int { Int.random(in: lanes.indices, using: &random) }

    mutating func anyHeld() -> Int? { held.indices.randomElement(using: &random) }

    mutating func anyDelivery() -> ModelDelivery? {
        model.deliveries.values.sorted { $0.id < $1.id }.randomElement(using: &random)
    }

    mutating func pass() {
        let steps: [Duration] = [.milliseconds(1), .seconds(1), .seconds(15), .seconds(61), .seconds(600), .seconds(3600)]
        fixture.time.advance(by: steps.randomElement(using: &random) ?? .zero)
    }
}
