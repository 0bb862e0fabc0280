import MeshesModel
import NIOCore

extension PreparedWebhook {
    /// The request of one attempt. The body is written once; what is signed is what is sent.
    func request(for job: DeliveryJob, at now: Timestamp) -> OutboundRequest {
        let body = mode == .wrapped ? Envelope.wrapped(job, sentAt: now) : Envelope.raw(job)
        var headers = self.headers
        headers.reserveCapacity(headers.count + 16)
        if mode == .raw { addEvent(job, sentAt: now, to: &headers) }
        let delivery = job.delivery.description
        headers.append(("X-Meshes-Delivery-Id", delivery))
        headers.append(("X-Meshes-Attempt", String(job.attemptNumber)))
        headers.append(("X-Meshes-Timestamp", String(now.seconds)))
        if job.isTest { headers.append(("X-Meshes-Test", "true")) }
        if let signature { headers.append((signature.header, signature.value(for: body))) }
        let keys = standardKeys(at: now)
        if !keys.isEmpty {
            let id = "msg_" + delivery
            headers.append(("webhook-id", id))
            headers.append(("webhook-timestamp", String(now.seconds)))
            headers.append(("webhook-signature", StandardWebhooks.signature(id: id, seconds: now.seconds, body: body, keys: keys)))
        }
        return OutboundRequest(method: method, url: url, headers: headers, body: body, timeout: timeout)
    }

    private func addEvent(_ job: DeliveryJob, sentAt: Timestamp, to headers: inout [(String, String)]) {
        headers.append(("X-Meshes-Event-Id", job.event.description))
        headers.append(("X-Meshes-Event", PercentEncoding.headerValue(job.eventName)))
        headers.append(("X-Meshes-Resource", PercentEncoding.headerValue(job.resource)))
        if let id = job.resourceID { headers.append(("X-Meshes-Resource-Id", PercentEncoding.headerValue(id))) }
        headers.append(("X-Meshes-Time-Created", String(job.createdAt.milliseconds)))
        headers.append(("X-Meshes-Time-Sent", String(sentAt.milliseconds)))
    }
}
