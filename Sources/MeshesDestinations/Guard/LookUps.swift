import Synchronization

/// The look-ups under way, and who waits for each.
final class LookUps: Sendable {
    private let limit: Int
    private let waiting = Mutex<[String: [Answer]]>([:])

    init(limit: Int) {
        self.limit = limit
    }

    /// Whether the caller is the first, and has to look up; nil when too many names wait.
    func join(_ name: String, _ answer: Answer) -> Bool? {
        waiting.withLock { waiting in
            if waiting[name] == nil, waiting.count >= limit { return nil }
            let isFirst = waiting[name] == nil
            waiting[name, default: []].append(answer)
            return isFirst
        }
    }

    /// The look-up goes on without this one.
    func leave(_ name: String, _ answer: Answer) {
        waiting.withLock { $0[name]?.removeAll { $0 === answer } }
    }

    func end(_ name: String) -> [Answer] {
        waiting.withLock { $0.removeValue(forKey: name) ?? [] }
    }
}

/// One result of a look-up, from whichever of look-up and timer comes first.
final class Answer: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Result<[IPAddress], ResolutionFailure>, Never>)
        case given(Result<[IPAddress], ResolutionFailure>)
    }
    private let state = Mutex(State.open)

    func give(_ result: Result<[IPAddress], ResolutionFailure>) {
        let waiter = state.withLock { state -> CheckedContinuation<Result<[IPAddress], ResolutionFailure>, Never>? in
            switch state {
            case .open:
                state = .given(result)
                return nil
            case .awaited(let waiter):
                state = .given(result)
                return waiter
            case .given:
                return nil
            }
        }
        waiter?.resume(returning: result)
    }

    var value: Result<[IPAddress], ResolutionFailure> {
        get async {
            await withCheckedContinuation { waiter in
                let early = state.withLock { state -> Result<[IPAddress], ResolutionFailure>? in
                    if case .given(let result) = state { return result }
                    state = .awaited(waiter)
                    return nil
                }
                if let early { waiter.resume(returning: early) }
            }
        }
    }
}
