import HTTPTypes
import Hummingbird
import Logging
import MeshesModel

/// One line for each request, with ids and without secrets: never a query, a header or a body.
enum AccessLog {
    /// Accepted events and probes are many and all alike: their lines come with the level `debug`.
    static func write(_ trail: RequestTrail, status: HTTPResponse.Status, took: Duration, to logger: Logger) {
        let isRoutine = status.code < 400 && (trail.endpoint?.gate != .machine)
        let level: Logger.Level = isRoutine ? .debug : .info
        guard logger.logLevel <= level else { return }
        var metadata: Logger.Metadata = [
            "request_id": "\(trail.requestID)",
            "method": "\(trail.method.rawValue)",
            "status": "\(status.code)",
            "ms": "\(took.components.seconds * 1000 + took.components.attoseconds / 1_000_000_000_000_000)",
        ]
        if let endpoint = trail.endpoint { metadata["operation"] = "\(endpoint.operation)" }
        if let access = trail.credential?.access {
            metadata["organization_id"] = "\(access.organization)"
            if let workspace = access.workspace { metadata["workspace_id"] = "\(workspace)" }
            metadata["by"] = "\(access.createdBy)"
        }
        if let user = trail.credential?.session?.externalUser { metadata["external_user_id"] = "\(user)" }
        let isDenied = status == .forbidden && trail.credential?.session != nil
        logger.log(level: level, isDenied ? "Session denied" : "Answered", metadata: metadata)
    }
}
