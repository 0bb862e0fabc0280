import MeshesModel

/// Stops sending to a destination that fails nearly always, but for one probe now and then (delivery.md 6).
///
/// Closed: everything passes. Open: nothing passes until `probeAt`; then one attempt does. A success closes it. Attempts
/// that wait for it use up nothing.
struct Circuit: Hashable, Sendable {
    struct Limits: Hashable, Sendable {
        /// Attempts within the window before it may open.
        var minimumAttempts = 20
        /// Share of failures that opens it.
        var failureShare = 0.9
        var window: Duration = .seconds(60)
        var probeInterval: Duration = .seconds(30)
    }

    private struct Count: Hashable, Sendable {
        var attempts = 0
        var failures = 0
    }

    let limits: Limits
    /// Nil while closed; else when the next probe may pass.
    private(set) var probeAt: Timestamp?
    // The window is counted as two halves, so that old failures fall out without a list of attempts.
    private var current = Count()
    private var previous = Count()
    private var halfStartedAt = Timestamp(milliseconds: 0)

    init(limits: Limits = Limits()) {
        self.limits = limits
    }

    var isOpen: Bool { probeAt != nil }

    func allows(at now: Timestamp) -> Bool {
        guard let probeAt else { return true }
        // Further off than it is ever set: the clock was put back, and the probe does not wait for that.
        return probeAt <= now || probeAt > now + limits.probeInterval + Self.distance
    }

    /// Takes the probe: nothing more passes for an interval.
    mutating func started(at now: Timestamp) {
        if probeAt != nil { probeAt = now + limits.probeInterval }
    }

    mutating func finished(failed: Bool, at now: Timestamp) {
        turn(at: now)
        current.attempts += 1
        if failed { current.failures += 1 }
        if !failed {
            if probeAt != nil {
                current = Count()
                previous = Count()
            }
            probeAt = nil
        } else if probeAt == nil {
            let attempts = current.attempts + previous.attempts
            let failures = current.failures + previous.failures
            if attempts >= limits.minimumAttempts && Double(failures) >= limits.failureShare * Double(attempts) {
                probeAt = now + limits.probeInterval
            }
        }
    }

    /// Does as the circuit of another node, which has opened, let a probe pass (the time is that of its next) or closed (nil).
    /// The other stays a little ahead, so that one of them probes.
    mutating func follow(probeAt other: Timestamp?) {
        if other == nil {
            current = Count()
            previous = Count()
        }
        probeAt = other.map { $0 + Self.distance }
    }

    private static let distance: Duration = .seconds(2)

    private mutating func turn(at now: Timestamp) {
        let half = limits.window / 2
        let age = now - halfStartedAt
        guard age >= half || age < .zero else { return }
        previous = age < limits.window && age > .zero ? current : Count()
        current = Count()
        halfStartedAt = now
    }
}
