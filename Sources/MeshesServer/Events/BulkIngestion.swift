import HTTPTypes
import Hummingbird
import MeshesDelivery
import MeshesModel
import NIOCore

/// `POST /api/v1/events/bulk`: each event stands alone, a bad one spoils no other.
struct BulkIngestion: Sendable {
    private struct Readable {
        var position: Int
        var item: EventToAccept
    }

    let services: AppServices
    let limiter: RateLimiter
    let idempotency: IdempotencyGuard

    @Sendable func create(_ call: Call) async throws -> Reply {
        let access = try call.access
        try access.require(.ingest)
        let body = try await call.body()
        let bytes = Array(body.readableBytesView)
        let ranges = try BulkEvents.split(bytes)
        // One was taken on admission, before the number of events was known.
        let rateLimit = try limiter.require(ranges.count - 1, for: call.credential?.caller ?? "", now: services.time.now())
        var reply = try await accept(call, access, body, bytes, ranges)
        reply.rateLimit = rateLimit
        return reply
    }

    private func accept(
        _ call: Call, _ access: Access, _ body: ByteBuffer, _ bytes: [UInt8], _ ranges: [Range<Int>]
    ) async throws -> Reply {
        var items = [BulkItem?](repeating: nil, count: ranges.count)
        var readable: [Readable] = []
        for (position, range) in ranges.enumerated() {
            do throws(MeshesError) {
                let prefix = "\(position)."
                let draft = try EventDraft(parsing: bytes, range: range, pathPrefix: prefix)
                readable.append(
                    Readable(position: position, item: EventToAccept(draft: draft, workspace: try draft.target(for: access, pathPrefix: prefix))))
            } catch {
                items[position] = .refused(error)
            }
        }
        guard let key = call.request.headers[.idempotencyKey] else {
            try await store(readable, bytes, ranges, access, into: &items)
            return try BulkReply(items: items.compactMap { $0 }).reply()
        }
        // The header covers the whole body; the workspace of the first good event is where it is remembered.
        let checked = try IdempotencyKey.checked(key)
        guard let workspace = readable.first?.item.workspace else { return try BulkReply(items: items.compactMap { $0 }).reply() }
        let use = IdempotentUse(workspace: workspace, key: checked, body: body)
        return try await idempotency.exclusively(use) {
            if let record = try await idempotency.record(of: use) { return try use.replay(record) }
            return try await storeAtOnce(readable, access, use, items)
        }
    }

    /// All in one commit, with the record of the answer.
    private func storeAtOnce(
        _ readable: [Readable], _ access: Access, _ use: IdempotentUse, _ items: [BulkItem?]
    ) async throws -> Reply {
        var items = items
        var known: [Readable] = []
        for entry in readable {
            // An unknown workspace must show before the answer is written down.
            do {
                try await services.workspaceExists(entry.item.workspace, access)
                known.append(entry)
            } catch let error as MeshesError {
                items[entry.position] = .refused(error)
            }
        }
        guard !known.isEmpty else { return try BulkReply(items: items.compactMap { $0 }).reply() }
        let positions = known.map(\.position)
        let refused = items
        let now = services.time.now()
        let results = try await services.engine.accept(known.map(\.item), access: access) { events in
            var items = refused
            for (position, event) in zip(positions, events) { items[position] = .accepted(event) }
            let reply = try? BulkReply(items: items.compactMap { $0 }).reply()
            return use.record(status: reply?.status.code ?? 201, body: reply?.body ?? ByteBuffer(), at: now)
        }
        for (position, result) in zip(positions, results) {
            if case .duplicate(let record) = result { return try use.replay(record) }
            items[position] = try BulkItem(result)
        }
        return try BulkReply(items: items.compactMap { $0 }).reply()
    }

    /// Events without a key of their own go together, each of the others by itself.
    private func store(
        _ readable: [Readable], _ bytes: [UInt8], _ ranges: [Range<Int>], _ access: Access, into items: inout [BulkItem?]
    ) async throws {
        let plain = readable.filter { $0.item.draft.idempotencyKey == nil }
        if !plain.isEmpty {
            let results = try await services.engine.accept(plain.map(\.item), access: access)
            for (entry, result) in zip(plain, results) { items[entry.position] = try BulkItem(result) }
        }
        for entry in readable {
            guard let key = entry.item.draft.idempotencyKey else { continue }
            let use = IdempotentUse(workspace: entry.item.workspace, key: key, item: bytes[ranges[entry.position]])
            items[entry.position] = try await storeOnce(entry.item, access, use)
        }
    }

    private func storeOnce(_ item: EventToAccept, _ access: Access, _ use: IdempotentUse) async throws -> BulkItem {
        do {
            return try await idempotency.exclusively(use) {
                if let record = try await idempotency.record(of: use) { return .replayed(try use.replay(record).body) }
                let now = services.time.now()
                let result = try await services.engine.accept([item], access: access) { events in
                    var writer = JSONWriter(capacity: 512)
                    if let event = events.first { writer.acceptedEvent(event) }
                    return use.record(status: 201, body: writer.buffer, at: now)
                }.first
                if case .duplicate(let record) = result { return .replayed(try use.replay(record).body) }
                guard let result else { throw IncompleteAcceptance() }
                return try BulkItem(result)
            }
        } catch let error as MeshesError {
            return .refused(error)
        }
    }
}

extension BulkItem {
    fileprivate init(_ result: AcceptedEvent) throws {
        switch result {
        case .accepted(let event): self = .accepted(event)
        case .refused(let error): self = .refused(error)
        case .duplicate: throw IncompleteAcceptance()
        }
    }
}
