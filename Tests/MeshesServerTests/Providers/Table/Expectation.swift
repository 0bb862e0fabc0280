import MeshesModel

/// How a delivery ends, or how it goes on.
struct Expectation: Hashable, Sendable, CustomStringConvertible {
    /// The event's.
    var status: String
    /// `outcome_code` of the last attempt.
    var outcome: String
    var message: String
    /// Seconds until the next attempt; nil when there is none.
    var wait: ClosedRange<Int>?
    /// Why the connection is off afterwards; nil while it is on.
    var inactive: InactiveReason?

    /// The first step of the schedule, one fifth more or less.
    static let firstStep = 8...12

    static func done(_ message: String) -> Expectation { Expectation(status: "completed", outcome: "delivered", message: message) }

    static func failed(_ outcome: String, _ message: String) -> Expectation { Expectation(status: "failed", outcome: outcome, message: message) }

    static func again(_ outcome: String, _ message: String, after wait: ClosedRange<Int> = firstStep) -> Expectation {
        Expectation(status: "retrying", outcome: outcome, message: message, wait: wait)
    }

    /// The delivery waits until somebody has seen to the connection.
    static func off(_ reason: InactiveReason, _ message: String) -> Expectation {
        Expectation(status: "retrying", outcome: "auth_failed", message: message, inactive: reason)
    }

    var description: String {
        "\(status) \(outcome) “\(message)”" + (wait.map { " again after \($0.lowerBound) to \($0.upperBound) s" } ?? "")
            + (inactive.map { " off: \($0.rawValue)" } ?? "")
    }
}
