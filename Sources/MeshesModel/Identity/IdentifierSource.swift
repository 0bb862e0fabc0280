import Synchronization

/// Makes ids. One source serves a whole process: its version 7 ids rise strictly, also within a millisecond and when the
/// clock steps back, so that the order of ids is the order of acceptance.
public final class IdentifierSource: Sendable {
    private struct State {
        var milliseconds: Int64 = 0
        var counter: UInt64 = 0
        var random: any RandomNumberGenerator & Sendable
    }

    private let time: any TimeSource
    private let state: Mutex<State>

    /// - Parameters:
    ///   - time: where the first 48 bits come from.
    ///   - random: where the other bits come from; pass a seeded one in tests.
    public init(
        time: any TimeSource,
        random: sending any RandomNumberGenerator & Sendable = BufferedRandom()
    ) {
        self.time = time
        self.state = Mutex(State(random: random))
    }

    /// The next version 7 id (RFC 9562, 6.2 method 1: a 12-bit counter after the milliseconds, which borrows from the
    /// future when it overflows).
    public func next<Entity>(_: Entity.Type = Entity.self) -> Identifier<Entity> {
        let now = time.now().milliseconds
        return state.withLock { state in
            if now > state.milliseconds {
                state.milliseconds = now
                state.counter = state.random.next() & 0x7FF
            } else {
                state.counter += 1
                if state.counter > 0xFFF {
                    state.milliseconds += 1
                    state.counter = 0
                }
            }
            let high = UInt64(bitPattern: state.milliseconds) << 16 | 0x7000 | state.counter
            let low = (state.random.next() as UInt64) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
            return Identifier(high: high, low: low)
        }
    }

    /// A version 4 id, all random.
    public func random<Entity>(_: Entity.Type = Entity.self) -> Identifier<Entity> {
        state.withLock { state in
            let high = (state.random.next() as UInt64) & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
            let low = (state.random.next() as UInt64) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
            return Identifier(high: high, low: low)
        }
    }

    /// Random bytes for keys, secrets and nonces of things that are not ids.
    public func randomBytes(_ count: Int) -> [UInt8] {
        state.withLock { state in (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &state.random) } }
    }

    /// A uniformly distributed number of the range, for jitter.
    public func random(in range: ClosedRange<Double>) -> Double {
        state.withLock { state in Double.random(in: range, using: &state.random) }
    }
}
