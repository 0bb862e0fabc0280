import Logging
import MeshesDestinations
import MeshesModel
import MeshesStorage

extension DeliveryEngine {
    /// Starts whatever the lanes allow. Called after everything that may have made room or work.
    func startWaiting() {
        guard !isStopping, let node = holder else { return }
        let now = time.now()
        while let (entry, probeAt) = scheduler.withLock({ scheduler in
            scheduler.next(at: now, leaseNeeded: settings.longestAttempt).map { ($0, scheduler.probeAt($0.key.connection)) }
        }) {
            guard entry.holder == node else {
                // Taken under a number that was ended meanwhile: it is no longer this node's.
                _ = scheduler.withLock { $0.finished(entry.key.connection, entry.workspace, nil, at: now) }
                continue
            }
            if let probeAt { say(.circuit(entry.key.connection, probeAt: probeAt)) }
            flights.withLock { $0.begin(entry, at: now) }
            enqueue(.attempt(entry))
        }
    }

    /// One attempt from its start to its record.
    func attempt(_ entry: QueueEntry) async {
        let startedAt = time.now()
        switch await prepare(entry) {
        case .send(let destination, let job, let connection, let warning):
            var outcome = await deliver(job, to: destination, over: connection)
            if let warning { outcome.remark("left out: " + warning) }
            // Cut off by shutdown: nobody knows what the receiver saw, so the lease decides.
            guard !Task.isCancelled else { return abandon(entry) }
            await finish(entry, outcome, startedAt: startedAt)
        case .refuse(let outcome):
            await finish(entry, outcome, startedAt: startedAt)
        case .end(let status, let reason):
            leaveLane(entry)
            await record(entry, attempt: nil, details: nil) { $0.ended(status, at: self.time.now(), error: reason) }
        case .park(let reason):
            leaveLane(entry)
            await record(entry, attempt: nil, details: nil) { $0.parked(reason: reason) }
            do {
                try await releaseIfActive(entry.key.connection, entry.workspace)
            } catch {
                logger.error("looking at a connection failed", metadata: logMetadata(entry, ["error": "\(error)"]))
            }
        case .retryLater:
            abandon(entry)
        }
        flights.withLock { $0.end(entry.key.delivery) }
        finishIfDrained()
    }

    private enum Preparation {
        /// The text says which fields were left out and should not have been.
        case send(any Destination, DeliveryJob, Connection, warning: String?)
        case refuse(DeliveryOutcome)
        case end(DeliveryStatus, String)
        case park(String)
        /// The store could not be read, or others may have taken over: the delivery comes again, here or there.
        case retryLater
    }

    private func prepare(_ entry: QueueEntry) async -> Preparation {
        do {
            guard let connection = try await connections.connection(entry.key.connection) else {
                return .end(.canceled, "The connection was deleted.")
            }
            guard !entry.cancelRequested else { return .end(.canceled, "It was canceled while an attempt was in flight.") }
            guard connection.active else { return .park(Self.parkedMessage) }
            guard try await !hasEnded(entry) else { return .end(.canceled, "The rule was deleted or switched off.") }
            guard let metadata = try await rules.metadata(entry.rule, version: entry.ruleVersion, workspace: entry.workspace) else {
                return .end(.canceled, "The rule was deleted or switched off.")
            }
            guard let payload = entry.payload else { return .end(.failed, "The payload is past its retention.") }
            guard let destination = destinations[entry.type] else {
                return .refuse(DeliveryOutcome(.internalError, "This server has no integration of type \(entry.type.rawValue)."))
            }
            let mapped = try await mappedFields(
                of: entry.key.connection, payload: payload, for: destination, firstTriedAt: entry.state.firstTriedAt)
            if let failure = mapped?.failure {
                return .refuse(DeliveryOutcome(.mappingError, failure, details: ResponseDetails(error: failure)))
            }
            let job = DeliveryJob(
                delivery: entry.key.delivery, event: entry.event, eventName: entry.eventName, resource: entry.resource,
                resourceID: entry.resourceID, createdAt: entry.eventCreatedAt, payload: payload, ruleMetadata: metadata,
                attemptNumber: entry.state.attemptCount + 1, fields: mapped?.values ?? [:], catalog: mapped?.catalog ?? [],
                seriesStartedAt: entry.seriesStartedAt, firstTriedAt: entry.state.firstTriedAt,
                connection: entry.key.connection)
            guard entry.holder == holder else { return .retryLater }
            return .send(destination, job, connection, warning: mapped?.warning)
        } catch {
            logger.error("preparing an attempt failed", metadata: logMetadata(entry, ["error": "\(error)"]))
            return .retryLater
        }
    }

    private func hasEnded(_ entry: QueueEntry) async throws -> Bool {
        if rules.hasEnded(entry.rule) { return true }
        // Nobody tells what other nodes have ended.
        guard !hearsOthers else { return false }
        return try await !routing.table(entry.workspace, organization: entry.organization).isActive(entry.rule)
    }

    private func finish(_ entry: QueueEntry, _ outcome: DeliveryOutcome, startedAt: Timestamp) async {
        let finishedAt = time.now()
        metrics.finished(outcome.code)
        metrics.attemptSeconds.record((finishedAt - startedAt).inSeconds)
        if outcome.code == .delivered { metrics.deliverySeconds.record((finishedAt - entry.eventCreatedAt).inSeconds) }

        let strikesOut = leaveLane(entry, outcome, at: finishedAt)
        let spread = store.ids.random(in: -1...1)
        let schedule = settings.schedule
        let attempt = Attempt(
            id: store.ids.next(), event: entry.event, rule: entry.rule, delivery: entry.key.delivery,
            number: entry.state.attemptCount + 1, trigger: entry.state.trigger, outcome: outcome.code,
            message: outcome.message, httpStatus: outcome.httpStatus, startedAt: startedAt, finishedAt: finishedAt,
            hasResponseDetails: outcome.details != nil, requestID: outcome.requestID)
        await record(entry, attempt: attempt, details: outcome.details) { state in
            state.afterAttempt(outcome, startedAt: startedAt, now: finishedAt, schedule: schedule, spread: spread)
        }
        if case .switchOff(let reason, let detail) = outcome.verdict {
            await switchOff(entry.key.connection, reason: reason, detail: detail)
        } else if strikesOut {
            await switchOff(
                entry.key.connection, reason: .authenticationInvalid,
                detail: "The destination refused the credential several times in a row: \(outcome.message)")
        }
        if outcome.code != .delivered {
            logger.info("attempt failed", metadata: logMetadata(entry, [
                "outcome": "\(outcome.code.name)", "reason": "\(outcome.message)", "attempt": "\(attempt.number)",
            ]))
        }
    }

    /// Frees the place in the lane and lets the next one start, before the record is on disk.
    @discardableResult
    private func leaveLane(_ entry: QueueEntry, _ outcome: DeliveryOutcome? = nil, at now: Timestamp? = nil) -> Bool {
        let now = now ?? time.now()
        let finish = outcome.map { outcome in
            let base = outcome.code.base
            return LaneScheduler.Finish(
                delivery: entry.key.delivery,
                failed: base == .rejectedServerError || base == .timeout || base == .networkError,
                refusedCredential: base == .authFailed,
                pauseUntil: outcome.pausesConnection ? now + (outcome.retryAfter ?? settings.schedule.wait(after: 1)) : nil)
        }
        let connection = entry.key.connection
        let (strikesOut, refill, probe) = scheduler.withLock { scheduler in
            let before = scheduler.probeAt(connection)
            let strikesOut = scheduler.finished(entry.key.connection, entry.workspace, finish, at: now)
            let after = scheduler.probeAt(connection)
            return (
                strikesOut, isStopping ? nil : scheduler.refill(connection, at: now), before == after ? nil : Notice.circuit(connection, probeAt: after)
            )
        }
        if let probe { say(probe) }
        if let until = finish?.pauseUntil { say(.pause(connection, until: until)) }
        if let refill { enqueue(.refill(refill)) }
        startWaiting()
        return strikesOut
    }

    private func abandon(_ entry: QueueEntry) {
        leaveLane(entry)
        flights.withLock { $0.end(entry.key.delivery) }
        finishIfDrained()
    }

    /// Writes the new state, as `move` makes it from the present one. When somebody changed the delivery in the meantime
    /// (a cancel), `move` is asked again with the state as it is; when the store fails, it is tried until the lease is over.
    private func record(
        _ entry: QueueEntry, attempt: Attempt?, details: ResponseDetails?, move: (DeliveryState) -> DeliveryState
    ) async {
        var entry = entry
        while true {
            let next = move(entry.state)
            var attempt = attempt
            attempt?.nextAttemptAt = next.nextAttemptAt
            let change = DeliveryChange(
                of: entry, to: next, next: next.status.isTerminal ? nil : next.nextAttemptAt ?? .never, attempt: attempt,
                details: details, at: time.now())
            let result: ChangeResult
            do {
                result = try await store.queue.record([change]).first ?? .fenced
            } catch {
                result = .failed(error)
            }
            switch result {
            case .applied:
                if let due = next.nextAttemptAt { noteDue(due, of: entry) }
                tell(entry)
                return
            case .fenced:
                metrics.fenced.increment()
                logger.warning("attempt not recorded: the delivery was no longer this node's", metadata: logMetadata(entry))
                return
            case .conflict(let status, let cancelRequested):
                guard !status.isTerminal else { return }
                entry.status = status
                entry.cancelRequested = cancelRequested
            case .failed(let error):
                logger.error("recording an attempt failed", metadata: logMetadata(entry, ["error": "\(error)"]))
                guard time.now() < entry.key.availableAt, (try? await time.sleep(for: .seconds(1))) != nil else { return }
            }
        }
    }

    func tell(_ entry: QueueEntry) {
        changes.tell(entry.workspace, .event(entry.event, resource: entry.resource, resourceID: entry.resourceID))
    }

    private func noteDue(_ due: Timestamp, of entry: QueueEntry) {
        scheduler.withLock {
            $0.noteDue(due, entry.key.connection, entry.workspace, concurrency: concurrency(of: entry.type))
        }
    }

    func logMetadata(_ entry: QueueEntry, _ more: Logger.Metadata = [:]) -> Logger.Metadata {
        let ids: Logger.Metadata = [
            "event": "\(entry.event)", "delivery": "\(entry.key.delivery)", "workspace": "\(entry.workspace)",
            "connection": "\(entry.key.connection)",
        ]
        return ids.merging(more) { _, new in new }
    }
}
