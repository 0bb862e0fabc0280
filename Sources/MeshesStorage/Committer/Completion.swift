/// How a waiting caller is told. Called once.
struct Completion<Value: Sendable>: Sendable {
    private let continuation: CheckedContinuation<Value, any Error>

    init(_ continuation: CheckedContinuation<Value, any Error>) {
        self.continuation = continuation
    }

    func succeed(_ value: Value) { continuation.resume(returning: value) }

    func fail(_ error: any Error) { continuation.resume(throwing: error) }
}
