import MeshesModel

extension ResendDestination {
    /// Resend remembers an idempotency key for 24 h. A later repetition could reach the person a second time.
    static let repeatable: Duration = .seconds(23 * 3600)

    /// Sends a published template to one person. The body is the same, byte for byte, in every attempt of a series: Resend
    /// refuses a known key with another body.
    func sendTemplate(
        _ template: String, to email: ContactEmail, _ job: DeliveryJob, _ session: ProviderSession
    ) async throws(AttemptEnd) -> DeliveryOutcome {
        if let first = job.firstTriedAt, gateway.time.now() - first > Self.repeatable {
            throw AttemptEnd(
                DeliveryOutcome(.rejectedClientError, "not repeated after 23 hours, because the e-mail could arrive twice; retry it by hand to send it anyway"))
        }
        let payload = job.payloadValue
        var message: JSONObject = ["to": [.string(email.description)]]
        for key in ["from", "subject"] {
            guard let text = job.optionalInput(key) else { continue }
            guard let rendered = Template(text).render(payload, oneLine: true, limit: 998) else { throw .mapping("\(key) is blank") }
            message[key] = .string(rendered)
        }
        let variables = try await variables(of: template, job, payload, session)
        message["template"] = variables.isEmpty
            ? ["id": .string(template)] : ["id": .string(template), "variables": .object(variables)]
        message["tags"] = [["name": "meshes_event", "value": .string(Self.tag(job.eventName))]]
        message.sort { $0.key < $1.key }
        return try await send(message, job, session)
    }

    private func send(
        _ message: JSONObject, _ job: DeliveryJob, _ session: ProviderSession
    ) async throws(AttemptEnd) -> DeliveryOutcome {
        let key = "\(job.delivery)-\(job.seriesStartedAt.milliseconds)"
        do throws(AttemptEnd) {
            let answer = try await session.send(.post("/emails", .json(message), headers: [("Idempotency-Key", key)]))
            var outcome = session.delivered(answer)
            outcome.requestID = try session.id(at: "id", in: answer)
            return outcome
        } catch {
            var outcome = error.outcome
            if outcome.retryAfter == ResendProfile.quotaWait, job.firstTriedAt != nil { outcome.retryAfter = ResendProfile.longQuotaWait }
            throw AttemptEnd(outcome)
        }
    }

    /// Tags hold letters, digits, `_` and `-`.
    private static func tag(_ text: String) -> String {
        String(text.prefix(256).map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") ? $0 : "_" })
    }
}
