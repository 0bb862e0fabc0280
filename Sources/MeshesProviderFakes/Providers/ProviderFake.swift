import Synchronization

/// What a stand-in for a provider knows and answers.
public protocol ProviderScript: Sendable {
    var switches: ProviderSwitches { get set }
    /// What it does with a call when nothing else has been arranged. Answers 404 to whatever the provider does not have.
    mutating func answer(_ request: ReceivedRequest) -> ReceiverReply
    /// How the provider says that there were too many calls.
    func tooMany(wait seconds: Int) -> ReceiverReply
}

/// A stand-in for a provider on 127.0.0.1.
public final class ProviderFake<Script: ProviderScript>: Sendable {
    private final class Memory: Sendable {
        let script: Mutex<Script>

        init(_ script: Script) {
            self.script = Mutex(script)
        }

        func reply(to request: ReceivedRequest) -> ReceiverReply {
            script.withLock { script in
                switch script.switches.next() {
                case nil, .pass: return script.answer(request)
                case .fail(let status): return .page(status)
                case .rateLimit(let seconds): return script.tooMany(wait: seconds)
                case .delay: return ReceiverReply(manner: .slowHeaders(milliseconds: 60_000))
                case .echo(let status): return .echo(request, status: status)
                case .garble: return .page(200, "<html>Welcome to the proxy</html>")
                case .drop:
                    _ = script.answer(request)
                    return ReceiverReply(manner: .close)
                }
            }
        }
    }

    private let memory: Memory
    private let server: WebhookReceiver

    private init(_ server: WebhookReceiver, _ memory: Memory) {
        self.server = server
        self.memory = memory
    }

    /// Listens on a free port.
    ///
    /// - Parameter limit: how many calls are kept at most; older ones are forgotten.
    public static func start(_ script: Script, keeping limit: Int = .max) async throws -> ProviderFake {
        let memory = Memory(script)
        return ProviderFake(try await WebhookReceiver.start(keeping: limit) { request, _ in memory.reply(to: request) }, memory)
    }

    /// Scheme, host and port.
    public var root: String { server.url("") }
    public var calls: [ReceivedRequest] { server.requests }
    /// `POST /path` for each call.
    public var targets: [String] { calls.map { "\($0.method) \($0.target)" } }
    public func stop() async { await server.stop() }

    /// What it knows now.
    public var state: Script { memory.script.withLock { $0 } }

    /// Arranges something.
    public func change(_ body: (inout Script) -> Void) { memory.script.withLock { body(&$0) } }

    /// What happens to the next calls.
    public func next(_ mishap: ProviderSwitches.Mishap, times: Int = 1) {
        change { $0.switches.arm(mishap, times: times) }
    }
}
