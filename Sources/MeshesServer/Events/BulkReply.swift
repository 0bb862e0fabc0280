import HTTPTypes
import Hummingbird
import MeshesModel
import NIOCore

/// The answer to a bulk call (api.md 13).
struct BulkReply {
    let items: [BulkItem]

    /// 201 when all were accepted, 207 when some were.
    ///
    /// - Throws: 400 that names the parameters of all items when none was; what the server says of itself (5xx, 429) when
    ///   that is why.
    func reply() throws -> Reply {
        let errors = items.compactMap(\.error)
        if errors.count == items.count { throw total(errors) }
        var writer = JSONWriter(capacity: items.count * 320 + 64)
        writer.raw("{\"count\":")
        writer.integer(items.count)
        if !errors.isEmpty {
            writer.raw(",\"error_count\":")
            writer.integer(errors.count)
        }
        writer.raw(",\"records\":[")
        for (index, item) in items.enumerated() {
            if index > 0 { writer.raw(",") }
            switch item {
            case .accepted(let event): writer.acceptedEvent(event)
            case .replayed(let bytes): writer.raw(bytes.readableBytesView)
            case .refused(let error): try writer.error(error.withoutItem(index))
            }
        }
        writer.raw("]}")
        return Reply(errors.isEmpty ? .created : HTTPResponse.Status(code: 207, reasonPhrase: "Multi-Status"), body: writer.buffer)
    }

    private func total(_ errors: [MeshesError]) -> MeshesError {
        if let own = errors.first(where: { $0.name.status >= 500 || $0.name.status == 429 }) { return own }
        let issues = errors.enumerated().flatMap { index, error in
            error.issues.isEmpty ? [ParameterIssue("\(index)", error.message)] : error.issues
        }
        return MeshesError(.badRequest, "None of the events is valid.", issues: issues)
    }
}

extension MeshesError {
    /// With the parameters as they are called within the item: its position in `records` says which item it is.
    fileprivate func withoutItem(_ index: Int) -> MeshesError {
        var copy = self
        if name == .badRequest { copy.message = "The event is not valid." }
        copy.issues = issues.map { issue in
            let prefix = "\(index)."
            if issue.param.hasPrefix(prefix) { return ParameterIssue(String(issue.param.dropFirst(prefix.count)), issue.msg) }
            return issue.param == "\(index)" ? ParameterIssue("event", issue.msg) : issue
        }
        return copy
    }
}
