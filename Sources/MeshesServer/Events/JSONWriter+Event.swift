import MeshesModel

extension JSONWriter {
    /// An event as the ingestion calls answer it.
    mutating func acceptedEvent(_ event: Event) {
        raw("{\"id\":")
        id(event.id)
        raw(",\"event\":")
        string(event.name)
        raw(",\"resource\":")
        string(event.resource)
        if let resourceID = event.resourceID {
            raw(",\"resource_id\":")
            string(resourceID)
        }
        raw(",\"type\":\"event\",\"workspace\":")
        id(event.workspace)
        raw(",\"created_by\":")
        string(event.createdBy)
        raw(",\"created_at\":")
        time(event.createdAt)
        raw("}")
    }

    /// An error as it stands in `records` of a bulk answer.
    mutating func error(_ error: MeshesError) throws {
        raw(try Reply.encode(ErrorReply(error)))
    }
}
