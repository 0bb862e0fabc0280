/// Where the members of an event lie in the bytes that were sent.
struct EventEnvelope {
    var event: JSONElement?
    var resource: JSONElement?
    var resourceID: JSONElement?
    var type: JSONElement?
    var workspace: JSONElement?
    var idempotencyKey: JSONElement?
    var payload: JSONElement?
    var payloadFacts = PayloadFacts()
    private(set) var cursor: JSONCursor

    init(_ bytes: UnsafeRawBufferPointer, range: Range<Int>?) {
        cursor = JSONCursor(bytes, in: range, maxDepth: EventDraft.maximumPayloadDepth + 1)
    }

    /// Passes over the whole event. Throws 400 when it is no JSON object.
    mutating func scan(pathPrefix: String) throws(MeshesError) {
        let whole = pathPrefix.isEmpty ? "body" : String(pathPrefix.dropLast())
        cursor.skipWhiteSpace()
        var cursor = cursor
        do throws(JSONSyntaxError) {
            if cursor.current != UInt8(ascii: "{") { try cursor.begin(UInt8(ascii: "{"), else: .notAnObject) }
            try cursor.members(depth: 1) { (cursor, key) throws(JSONSyntaxError) in
                try member(key, &cursor)
            }
            try cursor.finish()
        } catch {
            switch error.reason {
            case .notAnObject: throw .badRequest(whole, "must be a JSON object")
            case .tooDeep:
                throw .badRequest(
                    pathPrefix + "payload", "must not be nested deeper than \(EventDraft.maximumPayloadDepth) levels")
            default: throw .invalidJSON(error)
            }
        }
    }

    @inline(__always)
    private mutating func member(_ key: JSONCursor.Text, _ cursor: inout JSONCursor) throws(JSONSyntaxError) {
        if cursor.equals(key, "payload") {
            payloadFacts = PayloadFacts()
            let start = cursor.position
            if cursor.current == UInt8(ascii: "{") {
                try payloadFacts.scan(&cursor)
                payload = JSONElement(kind: .object, range: start..<cursor.position)
            } else {
                payload = try cursor.value(depth: 1)
            }
            return
        }
        let value = try cursor.value(depth: 1)
        if cursor.equals(key, "event") {
            event = value
        } else if cursor.equals(key, "resource") {
            resource = value
        } else if cursor.equals(key, "resource_id") {
            resourceID = value
        } else if cursor.equals(key, "workspace") {
            workspace = value
        } else if cursor.equals(key, "type") {
            type = value
        } else if cursor.equals(key, "idempotency_key") {
            idempotencyKey = value
        }
    }
}
