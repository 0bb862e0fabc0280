/// An event as it was sent: the checked envelope, and the payload as the bytes that came.
public struct EventDraft: Hashable, Sendable {
    /// Payloads over this many bytes are refused.
    public static let maximumPayloadBytes = 256 * 1024
    /// How many arrays and objects may lie in each other in a payload, itself included.
    public static let maximumPayloadDepth = 32

    /// 1 to 128 characters, not blank, no control characters.
    public var name: String
    /// `global` when none was given.
    public var resource: String
    public var resourceID: String?
    /// Needed with a machine token; with a publishable key it must be the key's when it is there.
    public var workspace: Workspace.ID?
    /// A JSON object, byte for byte as it was sent, without white space around it.
    public var payload: [UInt8]
    /// Of an item of a bulk only.
    public var idempotencyKey: String?

    /// Reads the body of `POST /events`, or one item of a bulk, in one pass.
    ///
    /// Throws 400 that names every bad parameter, or 413 when the payload is too large.
    /// - Parameters:
    ///   - range: where the event lies in `bytes`; all of them when nil.
    ///   - pathPrefix: what stands before the names of parameters, for example `3.` for the fourth item of a bulk. An event
    ///     without a prefix is a single one, and its member `idempotency_key` is ignored like any other unknown member.
    ///   - name: the name of the event in the place of its member `event`, which is ignored then.
    public init(
        parsing bytes: UnsafeRawBufferPointer, range: Range<Int>? = nil, pathPrefix: String = "", named name: String? = nil
    ) throws(MeshesError) {
        var envelope = EventEnvelope(bytes, range: range)
        try envelope.scan(pathPrefix: pathPrefix)
        var fields = EventFields(envelope, pathPrefix: pathPrefix)
        let name = name ?? fields.string(envelope.event, "event", .eventName, required: true)
        resource = fields.string(envelope.resource, "resource", .resource) ?? Event.globalResource
        resourceID = fields.string(envelope.resourceID, "resource_id", .eventResourceID)
        workspace = fields.id(envelope.workspace, "workspace")
        fields.checkType(envelope.type)
        if !pathPrefix.isEmpty {
            idempotencyKey = fields.string(envelope.idempotencyKey, "idempotency_key", .idempotencyKey)
        }
        let payload = fields.payload(envelope.payload, envelope.payloadFacts)
        if let payload, payload.count > Self.maximumPayloadBytes {
            throw MeshesError(
                .payloadTooLarge, "The payload has more than 256 KiB.",
                issues: [ParameterIssue(pathPrefix + "payload", "must have at most 256 KiB")])
        }
        guard let name, let payload, fields.issues.isEmpty else { throw .badRequest(fields.issues) }
        self.name = name
        self.payload = [UInt8](bytes[payload])
    }

    /// An event that was accepted before, to be sent again as a new one.
    public init(again event: Event, payload: [UInt8]) {
        name = event.name
        resource = event.resource
        resourceID = event.resourceID
        workspace = event.workspace
        self.payload = payload
    }

    /// Reads an event from an array; see the form that takes a buffer.
    public init(parsing bytes: [UInt8], range: Range<Int>? = nil, pathPrefix: String = "") throws(MeshesError) {
        self = try JSONScanner.scan(bytes) { (buffer) throws(MeshesError) in
            try EventDraft(parsing: buffer, range: range, pathPrefix: pathPrefix)
        }
    }
}
