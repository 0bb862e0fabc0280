import MeshesClient
import MeshesModel
import MeshesTestSupport

extension ReceivedRequest {
    /// The id of the event in a wrapped body; nil in any other.
    var eventID: EventID? {
        (try? JSONValue(parsing: body))?["uuid"]?.string.flatMap { EventID($0) }
    }
}
