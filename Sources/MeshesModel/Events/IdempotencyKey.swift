/// The value of the header `Idempotency-Key`.
public enum IdempotencyKey {
    /// Gives the key back when it has 1 to 255 characters and none is a control character; throws 400 otherwise.
    public static func checked(_ text: String) throws(MeshesError) -> String {
        if let problem = StringRule.idempotencyKey.problem(with: text) { throw .badRequest("Idempotency-Key", problem) }
        return text
    }
}
