import MeshesClient
import MeshesModel

/// The page for people.
extension EventHistory {
    func show(on output: Output, now: Timestamp) {
        let paint = output.paint
        output.say("\(paint.bold(event.event.printable))  \(StatusLook(event: event.status ?? "pending").cell().painted(paint))")
        for (name, value) in facts { output.say("  \(paint.dim(name.padded(to: 11)))\(value.printable)") }
        if deliveries.isEmpty { output.say("\nNo rule matched, so there was nothing to deliver.") }
        for (index, delivery) in deliveries.enumerated() {
            output.say()
            show(delivery, title: "Delivery \(index + 1) of \(deliveries.count)", on: output, now: now)
        }
    }

    private var facts: [(String, String)] {
        var facts = [("event", event.id.description), ("workspace", "\(workspace.name) (\(workspace.id))")]
        facts.append(("resource", [event.resource ?? "global", event.resourceID].compactMap { $0 }.joined(separator: " / ")))
        facts.append(("emitted", "\(TimeText.full(event.createdAt)) by \(event.createdBy)"))
        if let end = event.completedAt {
            facts.append(("finished", "\(TimeText.full(end)), after \(TimeText.length(end - event.createdAt))"))
        }
        facts.append(("payload", payload.map { $0.compactText.cut(to: 400) } ?? "past its retention time"))
        return facts
    }

    private func show(_ history: DeliveryHistory, title: String, on output: Output, now: Timestamp) {
        let delivery = history.delivery
        let paint = output.paint
        output.say("\(title)  \(paint.bold(history.destination.printable)) (\(delivery.integrationType))  \(state(delivery, now, paint))")
        output.say("  \(paint.dim("rule".padded(to: 11)))\(delivery.rule)")
        output.say("  \(paint.dim("delivery".padded(to: 11)))\(delivery.id)")
        if let error = delivery.lastError { output.say("  \(paint.dim("last error".padded(to: 11)))\(paint.red(error.printable))") }
        if !history.attempts.isEmpty { output.show(Self.table(history.attempts), indent: 2) }
        if let answer = history.lastResponse { show(answer, on: output) }
        if ["failed", "retrying"].contains(delivery.status) {
            output.say("  \(paint.dim("try again")) \u{20}meshes retry \(delivery.eventID) \(delivery.rule)")
        }
    }

    private func state(_ delivery: API.Delivery, _ now: Timestamp, _ paint: Paint) -> String {
        let look = StatusLook(delivery.status).cell().painted(paint)
        guard let next = delivery.nextAttemptAt, !["completed", "failed", "canceled"].contains(delivery.status) else { return look }
        return "\(look), attempt \(delivery.attemptCount + 1) in \(TimeText.length(next - now))"
    }

    private func show(_ answer: API.AttemptResponse, on output: Output) {
        let paint = output.paint
        if let request = answer.request { output.say("  \(paint.dim("request".padded(to: 11)))\(request.method) \(request.url.printable)") }
        if let response = answer.response {
            let body = (response.body ?? "\(response.bodyBytes ?? 0) bytes").printable.cut(to: 300)
            output.say("  \(paint.dim("answer".padded(to: 11)))\(response.status) \(response.contentType ?? "")  \(body)")
        } else if let error = answer.error {
            output.say("  \(paint.dim("answer".padded(to: 11)))none: \(error.printable)")
        }
    }

    private static func table(_ attempts: [API.Attempt]) -> Table {
        var table = Table([
            .init("#", rightAligned: true), .init("time"), .init("trigger"), .init("outcome"), .init("http"),
            .init("took", rightAligned: true), .init("message", isFlexible: true),
        ])
        table.rows = attempts.map { attempt in
            let isGood = attempt.outcomeCode == "delivered"
            return [
                Cell("\(attempt.number)"), Cell(TimeText.clock(attempt.startedAt)), Cell(attempt.trigger),
                Cell(attempt.outcomeCode) { isGood ? $0.green($1) : $0.red($1) }, Cell(attempt.httpStatus.map { "\($0)" } ?? "–"),
                Cell(TimeText.length(.milliseconds(attempt.durationMilliseconds))), Cell(attempt.message),
            ]
        }
        return table
    }
}
