public import OrderedCollections

extension OrderedDictionary where Key == String, Value == JSONValue {
    /// Reads the body of a request, which must be a JSON object; throws 400 otherwise.
    public init(body bytes: [UInt8], maxDepth: Int = 64) throws(MeshesError) {
        let value: JSONValue
        do { value = try JSONValue(parsing: bytes, maxDepth: maxDepth) } catch { throw .invalidJSON(error) }
        guard let object = value.object else { throw .badRequest("body", "must be a JSON object") }
        self = object
    }

    /// The object as JSON text without white space.
    public var compactText: String { JSONValue.object(self).compactText }
}
