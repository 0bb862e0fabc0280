/// The one place where a delivery changes its state (delivery.md 3 to 5). Pure: the time and the spread of the jitter are
/// given, what is to be done comes back as values.
extension DeliveryState {
    /// The state after an attempt that began at `startedAt` has ended with `outcome`.
    ///
    /// - Parameter spread: from −1 to 1, see `RetrySchedule.wait`.
    public func afterAttempt(
        _ outcome: DeliveryOutcome, startedAt: Timestamp, now: Timestamp, schedule: RetrySchedule, spread: Double
    ) -> DeliveryState {
        var next = self
        next.attemptCount += 1
        next.startedAt = self.startedAt ?? startedAt
        next.trigger = .auto
        next.nextAttemptAt = nil
        if outcome.code == .delivered { return next.ended(.completed, at: now, error: nil) }
        if cancelRequested { return next.ended(.canceled, at: now, error: outcome.message) }

        let graced = outcome.code == .rateLimited && now - seriesStartedAt < RetrySchedule.rateLimitGrace
        if !graced { next.budgetUsed += 1 }
        let worthTrying = outcome.isWorthAnotherAttempt(after: next.budgetUsed)
        let inBounds = next.budgetUsed < schedule.attempts && now - seriesStartedAt < schedule.window
        guard worthTrying && inBounds else { return next.ended(.failed, at: now, error: outcome.message) }

        // A graced attempt does not move through the schedule, so its wait grows with the attempts made instead.
        let used = graced ? min(next.attemptCount, 4) : next.budgetUsed
        let step = schedule.wait(after: used, spread: spread)
        let asked = min(outcome.retryAfter ?? .zero, RetrySchedule.longestWait)
        next.status = .retrying
        next.lastError = outcome.message
        next.nextAttemptAt = now + max(step, asked)
        return next
    }

    /// The state when an attempt is known to be in flight.
    public func processing() -> DeliveryState {
        var next = self
        next.status = .processing
        return next
    }

    /// The state after a cancel: at once where nothing is in flight, else when the attempt ends.
    ///
    /// - Throws: `conflict` for a completed or failed delivery; a canceled one stays as it is.
    public func canceled(inFlight: Bool, now: Timestamp) throws(MeshesError) -> DeliveryState {
        switch status {
        case .canceled: return self
        case .completed, .failed: throw MeshesError(.conflict, "The delivery is \(status.name); there is nothing to cancel.")
        case .pending, .processing, .retrying:
            var next = self
            if inFlight || status == .processing {
                next.cancelRequested = true
                return next
            }
            next.nextAttemptAt = nil
            return next.ended(.canceled, at: now, error: lastError)
        }
    }

    /// Whether "try again now" can ever be asked for: not once it went through or was canceled.
    public var mayBeRetried: Bool { status != .completed && status != .canceled }

    /// The state after "try again now": one in its retry loop runs now and goes on counting, a failed one begins a new series.
    ///
    /// - Throws: `tooEarly` (425) when an attempt is running or due within 5 s, `conflict` when completed or canceled.
    public func retriedByHand(inFlight: Bool, now: Timestamp) throws(MeshesError) -> DeliveryState {
        let soon: Duration = .seconds(5)
        var next = self
        next.trigger = .manual
        switch status {
        case .completed, .canceled:
            throw MeshesError(.conflict, "The delivery is \(status.name) and cannot be retried.")
        case .failed:
            next.status = .pending
            next.budgetUsed = 0
            next.seriesStartedAt = now
            next.completedAt = nil
            next.cancelRequested = false
        case .pending, .processing:
            throw MeshesError(.tooEarly, "An attempt is running or about to start.", retryAfter: 5)
        case .retrying:
            let left = nextAttemptAt.map { $0 - now } ?? .zero
            guard !inFlight && left > soon else {
                throw MeshesError(.tooEarly, "The next attempt is due within seconds.", retryAfter: 5)
            }
        }
        next.nextAttemptAt = now
        return next
    }

    /// The state of a delivery that waits until its connection is switched on again.
    public func parked(reason: String) -> DeliveryState {
        var next = self
        next.status = .retrying
        next.nextAttemptAt = nil
        next.lastError = reason
        return next
    }

    /// The state of a delivery that ends without another attempt: its rule or connection is gone, or it was parked too long.
    public func ended(_ status: DeliveryStatus, at now: Timestamp, error: String?) -> DeliveryState {
        var next = self
        next.status = status
        next.completedAt = now
        next.nextAttemptAt = nil
        next.lastError = error
        return next
    }
}

extension DeliveryOutcome {
    /// Whether the code and the destination's advice allow another attempt, `used` of the schedule being spent.
    func isWorthAnotherAttempt(after used: Int) -> Bool {
        switch retry {
        case .always: true
        case .atMost(let more): used <= more
        case .byCode:
            switch code.base {
            case .rejectedServerError, .rateLimited, .timeout, .networkError, .internalError, .authFailed: true
            default: false
            }
        }
    }
}
