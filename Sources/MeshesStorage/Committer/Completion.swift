/// How a waiting caller is told. Called once.
struct Completion<Value: Sendable>: Sendable {
    private let tell: @Sendable (Result<Value, any Error>) -> Void

    init(_ continuation: CheckedContinuation<Value, any Error>) {
        tell = { continuation.resume(with: $0) }
    }

    /// - Parameter tell: called on the committer's thread, which must not be held up.
    init(_ tell: @escaping @Sendable (Result<Value, any Error>) -> Void) {
        self.tell = tell
    }

    func succeed(_ value: Value) { tell(.success(value)) }

    func fail(_ error: any Error) { tell(.failure(error)) }
}
