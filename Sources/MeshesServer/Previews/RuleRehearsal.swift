import MeshesDelivery
import MeshesDestinations
import MeshesModel

/// Carries a rule out on a payload up to the network, and no further.
struct RuleRehearsal {
    let services: AppServices
    let connection: Connection
    let event: String
    let resource: String
    let resourceID: String?
    let metadata: JSONObject

    /// - Parameter payload: JSON of an object.
    func run(_ payload: [UInt8]) async throws -> RulePreviewReply {
        let destination = try services.destination(connection.type)
        do throws(MeshesError) {
            try destination.validate(ruleMetadata: metadata)
        } catch {
            return RulePreviewReply(ok: false, requests: [], errors: error.issues)
        }
        let mapped = try await services.engine.mappedFields(of: connection.id, payload: payload, for: destination)
        if let mapped, mapped.failure != nil {
            let errors = mapped.results.filter { $0.state == .failed }.map {
                ParameterIssue("mapping.\($0.destination)", $0.message ?? "cannot be filled")
            }
            return RulePreviewReply(ok: false, requests: [], errors: errors)
        }
        return try await rehearse(destination, payload, mapped)
    }

    private func rehearse(_ destination: any Destination, _ payload: [UInt8], _ mapped: MappedFields?) async throws -> RulePreviewReply {
        let sender = RehearsalSender()
        let now = services.time.now()
        let job = DeliveryJob(
            delivery: services.ids.next(), event: services.ids.next(), eventName: event, resource: resource,
            resourceID: resourceID, createdAt: now, payload: payload, ruleMetadata: metadata, attemptNumber: 1,
            fields: mapped?.values ?? [:], catalog: mapped?.catalog ?? [], isTest: true)
        var settings = ConnectionSettings(connection)
        if let grant = connection.grant { settings.grant = try await services.store.grants.find(grant) }
        let outcome = await destination.rehearsing(with: sender).deliver(job, with: settings)
        let isGood = outcome.code == .delivered
        return RulePreviewReply(
            ok: isGood, requests: sender.requests.map { [settings] in PlannedRequest($0, hiding: settings) },
            errors: isGood ? [] : [ParameterIssue("metadata", outcome.message)])
    }
}
