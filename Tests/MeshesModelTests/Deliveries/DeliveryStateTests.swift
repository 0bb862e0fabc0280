import MeshesModel
import Testing

/// The tables of the delivery's life: what an attempt, a cancel and a manual retry make of each state.
@Suite struct DeliveryStateTests {
    static let start = Timestamp(milliseconds: 1_000_000)
    static let schedule = RetrySchedule(steps: [.zero, .seconds(10), .seconds(30)], jitter: 0.2)

    static func fresh(_ status: DeliveryStatus = .pending, used: Int = 0) -> DeliveryState {
        DeliveryState(status: status, attemptCount: used, budgetUsed: used, seriesStartedAt: start)
    }

    func attempt(
        _ state: DeliveryState, _ code: OutcomeCode, retry: DeliveryOutcome.Retry = .byCode, retryAfter: Duration? = nil,
        after age: Duration = .seconds(1), spread: Double = 0
    ) -> DeliveryState {
        let now = Self.start + age
        return state.afterAttempt(
            DeliveryOutcome(code, "said so", retry: retry, retryAfter: retryAfter), startedAt: now - .milliseconds(5), now: now,
            schedule: Self.schedule, spread: spread)
    }

    static let endings: [(OutcomeCode, DeliveryStatus)] = [
        (.delivered, .completed),
        (.rejectedClientError, .failed), (.invalidRequest, .failed), (.validationFailed, .failed),
        (.destinationNotFound, .failed), (.destinationConflict, .failed), (.destinationGone, .failed),
        (.payloadTooLarge, .failed), (.mappingError, .failed),
        (.rejectedServerError, .retrying), (.rateLimited, .retrying), (.authFailed, .retrying), (.timeout, .retrying),
        (.destinationTimeout, .retrying), (.networkError, .retrying), (.internalError, .retrying),
    ]

    @Test(arguments: endings) func everyOutcomeLeadsToItsStatus(code: OutcomeCode, status: DeliveryStatus) {
        let next = attempt(Self.fresh(), code)
        #expect(next.status == status)
        #expect(next.attemptCount == 1)
        #expect(next.startedAt == Self.start + .milliseconds(995))
        #expect((next.completedAt != nil) == status.isTerminal)
        #expect((next.nextAttemptAt != nil) == (status == .retrying))
        #expect(next.lastError == (status == .completed ? nil : "said so"))
    }

    @Test func everyOutcomeHasARow() {
        #expect(Set(Self.endings.map(\.0)) == Set(OutcomeCode.allCases))
    }

    @Test func waitsFollowTheScheduleAndThenItFails() {
        let first = attempt(Self.fresh(), .networkError)
        #expect(first.nextAttemptAt == Self.start + .seconds(11))
        let second = attempt(first, .networkError, after: .seconds(20))
        #expect(second.nextAttemptAt == Self.start + .seconds(50))
        let third = attempt(second, .networkError, after: .seconds(60))
        #expect(third.status == .failed)
        #expect(third.attemptCount == 3)
    }

    @Test(arguments: [(-1.0, 8), (0.0, 10), (1.0, 12), (7.0, 12)]) func jitterIsBounded(spread: Double, seconds: Int) {
        #expect(attempt(Self.fresh(), .timeout, spread: spread).nextAttemptAt == Self.start + .seconds(1 + seconds))
    }

    @Test func aLongerWaitThatTheDestinationAskedForWins() {
        #expect(attempt(Self.fresh(), .rejectedServerError, retryAfter: .seconds(99)).nextAttemptAt == Self.start + .seconds(100))
        #expect(attempt(Self.fresh(), .rejectedServerError, retryAfter: .seconds(3)).nextAttemptAt == Self.start + .seconds(11))
        let capped = attempt(Self.fresh(), .rateLimited, retryAfter: .seconds(9_999_999))
        #expect(capped.nextAttemptAt == Self.start + .seconds(1) + .seconds(86_400))
    }

    @Test func rateLimitsUseUpNothingForADay() {
        var state = Self.fresh()
        for _ in 0..<20 { state = attempt(state, .rateLimited) }
        #expect(state.status == .retrying)
        #expect(state.budgetUsed == 0)
        #expect(state.attemptCount == 20)
        #expect(attempt(state, .rateLimited, after: .seconds(90_000)).budgetUsed == 1)
    }

    @Test func aSeriesEndsWithItsWindow() {
        let schedule = RetrySchedule(steps: Array(repeating: .seconds(1), count: 20), window: .seconds(3600))
        let now = Self.start + .seconds(3600)
        let next = Self.fresh().afterAttempt(
            DeliveryOutcome(.timeout, "late"), startedAt: now, now: now, schedule: schedule, spread: 0)
        #expect(next.status == .failed)
    }

    @Test func adviceOverridesTheCode() {
        #expect(attempt(Self.fresh(), .rejectedClientError, retry: .always).status == .retrying)
        let once = attempt(Self.fresh(), .destinationNotFound, retry: .atMost(1))
        #expect(once.status == .retrying)
        #expect(attempt(once, .destinationNotFound, retry: .atMost(1)).status == .failed)
    }

    @Test func aCancelledAttemptCountsOnlyWhenItSucceeded() {
        var state = Self.fresh(.processing)
        state.cancelRequested = true
        #expect(attempt(state, .delivered).status == .completed)
        #expect(attempt(state, .timeout).status == .canceled)
    }

    @Test(arguments: [
        (DeliveryStatus.pending, false, DeliveryStatus.canceled, false), (.pending, true, .pending, true),
        (.retrying, false, .canceled, false), (.retrying, true, .retrying, true),
        (.processing, false, .processing, true), (.canceled, false, .canceled, false),
    ]) func cancelling(from: DeliveryStatus, inFlight: Bool, to: DeliveryStatus, requested: Bool) throws {
        let next = try Self.fresh(from).canceled(inFlight: inFlight, now: Self.start)
        #expect(next.status == to)
        #expect(next.cancelRequested == requested)
    }

    @Test(arguments: [DeliveryStatus.completed, .failed]) func nothingToCancel(status: DeliveryStatus) {
        #expect(throws: MeshesError.self) { try Self.fresh(status).canceled(inFlight: false, now: Self.start) }
    }

    @Test(arguments: [
        (DeliveryStatus.completed, ErrorName.conflict), (.canceled, .conflict), (.pending, .tooEarly), (.processing, .tooEarly),
    ]) func refusedManualRetries(status: DeliveryStatus, name: ErrorName) {
        let error = #expect(throws: MeshesError.self) { try Self.fresh(status).retriedByHand(inFlight: false, now: Self.start) }
        #expect(error?.name == name)
        #expect((error?.retryAfter != nil) == (name == .tooEarly))
    }

    @Test func aFailedDeliveryBeginsANewSeries() throws {
        let next = try Self.fresh(.failed, used: 3).retriedByHand(inFlight: false, now: Self.start + .seconds(5))
        #expect(next.status == .pending)
        #expect(next.budgetUsed == 0)
        #expect(next.attemptCount == 3)
        #expect(next.seriesStartedAt == Self.start + .seconds(5))
        #expect(next.trigger == .manual)
    }

    @Test(arguments: [(4, ErrorName?.some(.tooEarly)), (5, .tooEarly), (6, nil)])
    func aRetryingDeliveryRunsNowUnlessItIsDueSoon(seconds: Int, name: ErrorName?) throws {
        var state = Self.fresh(.retrying, used: 1)
        state.nextAttemptAt = Self.start + .seconds(seconds)
        do throws(MeshesError) {
            let next = try state.retriedByHand(inFlight: false, now: Self.start)
            #expect(name == nil)
            #expect(next.nextAttemptAt == Self.start)
            #expect(next.budgetUsed == 1)
        } catch {
            #expect(error.name == name)
        }
    }

    @Test func theStandardScheduleIsTenAttemptsInADay() {
        let schedule = RetrySchedule.standard
        #expect(schedule.attempts == 10)
        let whole = schedule.steps.reduce(.zero, +)
        #expect(whole > .seconds(22 * 3600) && whole < .seconds(26 * 3600))
    }
}
