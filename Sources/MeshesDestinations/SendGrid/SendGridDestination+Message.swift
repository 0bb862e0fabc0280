import MeshesModel

extension SendGridDestination {
    /// Bytes of a whole message. SendGrid takes 30 MB.
    private static let limit = 1 << 20

    /// What a dynamic template needs. Its own subject counts, so the rule's is offered to it as a value.
    func template(_ job: DeliveryJob) throws(AttemptEnd) -> JSONObject {
        let mapped = job.fields.members(below: SendGridFields.templateVariables)
        var values = mapped.isEmpty ? job.payloadValue.object ?? [:] : mapped
        var message: JSONObject = ["template_id": .string(try job.input("id"))]
        if let subject = job.optionalInput("subject") {
            let rendered = try line(subject, "subject", job)
            message["subject"] = rendered
            values["subject"] = rendered
        }
        message["dynamic_template_data"] = .object(values)
        return message
    }

    /// The rule's own text, in which values are made harmless, with a plain version in front.
    func text(_ job: DeliveryJob) throws(AttemptEnd) -> JSONObject {
        guard let html = Template(try job.input("body")).render(SendGridFields.values(job), escaping: .html) else { throw .mapping("the body is blank") }
        let plain = PlainText.unescaped(PlainText.excerpt(html, limit: .max))
        var content: [JSONValue] = [["type": "text/html", "value": .string(html)]]
        if !plain.isEmpty { content.insert(["type": "text/plain", "value": .string(plain)], at: 0) }
        return ["subject": try line(try job.input("subject"), "subject", job), "content": .array(content)]
    }

    private func line(_ text: String, _ what: String, _ job: DeliveryJob) throws(AttemptEnd) -> JSONValue {
        guard let rendered = Template(text).render(SendGridFields.values(job), oneLine: true, limit: 998) else { throw .mapping("\(what) is blank") }
        return .string(rendered)
    }

    /// Sends a message to one person. There is no key that would keep SendGrid from sending it twice.
    ///
    /// - Parameter parts: of the message, those of its recipient among them.
    func send(
        _ parts: JSONObject, to email: ContactEmail, _ job: DeliveryJob, _ session: ProviderSession
    ) async throws(AttemptEnd) -> DeliveryOutcome {
        guard let sender = SendGridSender(try job.input("from")) else { throw .mapping("the rule's from is no address") }
        var person: JSONObject = ["email": .string(email.description)]
        person["name"] = SendGridFields.name(job.fields).map { .string($0) }
        var recipient: JSONObject = ["to": [.object(person)]]
        var message: JSONObject = ["from": sender.json(SendGridFields.values(job))]
        for (key, value) in parts {
            let isPersonal = key == "dynamic_template_data" || key == "subject" && parts["template_id"] != nil
            if isPersonal { recipient[key] = value } else { message[key] = value }
        }
        recipient["custom_args"] = ["meshes_event_id": .string(job.event.description), "meshes_delivery_id": .string(job.delivery.description)]
        message["personalizations"] = [.object(recipient)]
        let request = ProviderRequest.post("/v3/mail/send", try .json(message, atMost: Self.limit))
        do throws(AttemptEnd) {
            return session.delivered(try await session.send(request))
        } catch {
            guard sendsAtMostOnce, error.mayHaveArrived else { throw error }
            var outcome = error.outcome
            outcome.code = .timeout
            outcome.retry = .atMost(0)
            outcome.remark("not repeated, because the e-mail may have been sent; retry it by hand to send it anyway")
            throw AttemptEnd(outcome)
        }
    }
}
