/// The body of `POST /events/bulk`: an array of events.
public enum BulkEvents {
    /// How many events one call may bring.
    public static let allowedCount = 1...100

    /// Where the events lie in the body. Each is then read by itself with `EventDraft`, so that a bad one spoils no other.
    /// Throws 400 when the body is no JSON array of 1 to 100 elements.
    public static func split(_ bytes: [UInt8]) throws(MeshesError) -> [Range<Int>] {
        let elements: [JSONElement]
        do throws(JSONSyntaxError) {
            elements = try JSONScanner.elements(of: bytes, maxDepth: JSONScanner.greatestDepth)
        } catch {
            throw error.reason == .notAnArray ? .badRequest("body", "must be a JSON array") : .invalidJSON(error)
        }
        guard allowedCount.contains(elements.count) else {
            throw .badRequest("body", "must have \(allowedCount.lowerBound) to \(allowedCount.upperBound) events")
        }
        return elements.map(\.range)
    }
}
