public import MeshesModel
public import MeshesStorage

extension DeliveryEngine {
    /// Stores events with the deliveries they make, in one commit that is on disk before this returns, and starts what can
    /// start. Each event stands alone: one that is refused spoils no other.
    ///
    /// - Parameters:
    ///   - remember: makes the idempotency record that covers the whole call from the events as they will be answered;
    ///     kept in the same commit.
    /// - Throws: `serviceUnavailable` while starting, stopping or overloaded.
    public func accept(
        _ items: [EventToAccept], access: Access, remember: (@Sendable ([Event]) -> IdempotencyRecord)? = nil
    ) async throws -> [AcceptedEvent] {
        guard isAccepting else {
            throw MeshesError(.serviceUnavailable, "The server is starting or stopping.", retryAfter: 1)
        }
        let began = time.now()
        var results = [AcceptedEvent?](repeating: nil, count: items.count)
        var open = Array(items.indices)
        // A rule changed between matching and committing sends an event round again; that many changes in a row mean trouble.
        for _ in 0..<8 where !open.isEmpty {
            var prepared: [PreparedEvent] = []
            var positions: [Int] = []
            for position in open {
                do throws(MeshesError) {
                    prepared.append(try await prepare(items[position], access: access, at: began))
                    positions.append(position)
                } catch {
                    results[position] = .refused(error)
                }
            }
            open = []
            let outcomes: [AcceptanceResult]
            do {
                let acceptances = prepared.map(\.acceptance)
                if let remember, !acceptances.isEmpty {
                    outcomes = try await store.acceptance.commit(acceptances, covering: remember(acceptances.map(\.event)))
                } else {
                    outcomes = try await store.acceptance.commit(acceptances)
                }
            } catch {
                release(prepared)
                throw error
            }
            for (index, outcome) in outcomes.enumerated() {
                let position = positions[index]
                switch outcome {
                case .accepted:
                    settle(prepared[index])
                    results[position] = .accepted(prepared[index].acceptance.event)
                case .routingChanged:
                    release([prepared[index]])
                    routing.forget(items[position].workspace)
                    open.append(position)
                case .nodeEnded:
                    release([prepared[index]])
                    if let node = prepared[index].acceptance.deliveries.lazy.compactMap(\.holder).first { lost(node) }
                    open.append(position)
                case .duplicate(let record):
                    release([prepared[index]])
                    results[position] = .duplicate(record)
                case .failed(let error):
                    release([prepared[index]])
                    throw error
                }
            }
        }
        startWaiting()
        metrics.acceptSeconds.record((time.now() - began).inSeconds)
        return results.map {
            $0 ?? .refused(MeshesError(.serviceUnavailable, "The workspace's rules are changing too fast.", retryAfter: 1))
        }
    }

    private func prepare(_ item: EventToAccept, access: Access, at now: Timestamp) async throws(MeshesError) -> PreparedEvent {
        let table: RoutingTable
        do {
            table = try await routing.table(item.workspace, organization: access.organization)
        } catch let error as MeshesError {
            throw error
        } catch {
            logger.error("reading rules failed", metadata: ["workspace": "\(item.workspace)", "error": "\(error)"])
            throw MeshesError(.serviceUnavailable, "The store cannot be read right now.", retryAfter: 1)
        }
        return try prepare(item, with: table, access: access, at: now)
    }

    func prepare(
        _ item: EventToAccept, with table: RoutingTable, access: Access, at now: Timestamp
    ) throws(MeshesError) -> PreparedEvent {
        let draft = item.draft
        let routes = try Self.routes(of: item, in: table)
        let parked = routes.reduce(0) { $0 + ($1.connectionActive ? 0 : 1) }
        let event = Event(
            id: store.ids.next(), organization: access.organization, workspace: item.workspace, name: draft.name,
            resource: draft.resource, resourceID: draft.resourceID, createdBy: access.createdBy, createdAt: now,
            progress: EventProgress(
                total: routes.count, retrying: parked, completedAt: routes.isEmpty ? now : nil),
            isTest: item.testing != nil)
        var deliveries: [NewDelivery] = []
        var entries: [QueueEntry?] = []
        deliveries.reserveCapacity(routes.count)
        entries.reserveCapacity(routes.count)
        let leaseEnd = now + settings.lease
        let node = holder
        scheduler.withLock { scheduler in
            for route in routes {
                let leased = node != nil && route.connectionActive
                    && scheduler.reserve(route.connection, item.workspace, concurrency: concurrency(of: route.type))
                let available = leased ? leaseEnd : route.connectionActive ? now : .never
                let delivery = NewDelivery(
                    id: store.ids.next(), rule: route.rule, ruleVersion: route.ruleVersion, connection: route.connection,
                    type: route.type, availableAt: available, holder: leased ? node : nil,
                    parkedReason: route.connectionActive ? nil : Self.parkedMessage)
                deliveries.append(delivery)
                entries.append(leased ? QueueEntry(delivery, of: event, payload: draft.payload) : nil)
            }
        }
        return PreparedEvent(
            acceptance: Acceptance(
                event: event, payload: draft.payload, deliveries: deliveries, routingVersion: table.version,
                catalogKeys: catalog.unknown(event: draft.name, resource: draft.resource, in: item.workspace)),
            entries: entries)
    }

    private static func routes(of item: EventToAccept, in table: RoutingTable) throws(MeshesError) -> [RoutingTable.Route] {
        guard let rule = item.testing else {
            return table.matches(event: item.draft.name, resource: item.draft.resource, resourceID: item.draft.resourceID)
        }
        guard let route = table.route(of: rule) else {
            throw MeshesError(.unprocessableEntity, "The rule is switched off; switch it on to test it.")
        }
        guard route.connectionActive else {
            throw MeshesError(.connectionInactive, "The rule's connection is switched off; switch it on to test the rule.")
        }
        return [route]
    }

    func settle(_ prepared: PreparedEvent) {
        metrics.accepted.increment()
        let event = prepared.acceptance.event
        let workspace = event.workspace
        catalog.remember(prepared.acceptance.catalogKeys, in: workspace)
        changes.tell(workspace, .event(event.id, resource: event.resource, resourceID: event.resourceID))
        guard !prepared.entries.isEmpty else { return }
        guard settings.dispatches else {
            for delivery in prepared.acceptance.deliveries where delivery.parkedReason == nil { say(.work(delivery.connection)) }
            return
        }
        scheduler.withLock { scheduler in
            for (delivery, entry) in zip(prepared.acceptance.deliveries, prepared.entries) {
                if let entry {
                    scheduler.enqueueReserved(entry)
                } else if delivery.parkedReason == nil {
                    scheduler.noteBacklog(delivery.connection, workspace, concurrency: concurrency(of: delivery.type))
                    if let refill = scheduler.refill(delivery.connection, at: time.now()) { enqueue(.refill(refill)) }
                }
            }
        }
    }

    func release(_ prepared: [PreparedEvent]) {
        scheduler.withLock { scheduler in
            for event in prepared {
                for case let entry? in event.entries { scheduler.release(entry.key.connection) }
            }
        }
    }

    static let parkedMessage = "The connection is switched off; the delivery waits for it."

    func concurrency(of type: IntegrationType) -> Int {
        destinations[type]?.concurrency ?? 5
    }
}
