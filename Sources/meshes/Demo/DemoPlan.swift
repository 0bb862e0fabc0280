/// What the demo shows: customers, where their events go, and how the receivers behave.
struct DemoPlan: Sendable {
    let customers: [Customer]

    struct Customer: Sendable {
        let name: String
        /// Share of the events, in parts of 100.
        let share: Int
        let connections: [Connection]
    }

    struct Connection: Sendable {
        let name: String
        let receiver: Receiver
        /// Events that a rule sends there.
        let events: [String]
    }

    /// The receivers, each a web server of its own.
    enum Receiver: CaseIterable, Sendable {
        case healthy, flaky, late

        /// How long the late one is down.
        static let downtime: Duration = .seconds(20)
    }

    /// The receivers that it needs.
    var receivers: [Receiver] {
        let used = Set(customers.flatMap(\.connections).map(\.receiver))
        return Receiver.allCases.filter(used.contains)
    }

    /// Two customers with webhooks.
    static let webhooks = DemoPlan(customers: [
        Customer(
            name: firstCustomer, share: 60,
            connections: [
                Connection(name: "CRM", receiver: .healthy, events: ["user.signup", "order.completed", "trial.ending"]),
                Connection(name: "Warehouse", receiver: .flaky, events: ["order.completed", "invoice.paid"]),
            ]),
        Customer(
            name: "Globex Bakery", share: 40,
            connections: [
                Connection(name: "Newsletter", receiver: .healthy, events: ["user.signup", "trial.ending", "invoice.paid"]),
                Connection(name: "Loyalty", receiver: .late, events: ["order.completed"]),
            ]),
    ])

    /// One customer whose sign-ups go to a webhook and to every provider.
    static let destinations = DemoPlan(customers: [
        Customer(
            name: firstCustomer, share: 100,
            connections: [Connection(name: "CRM", receiver: .healthy, events: ["user.signup", "order.completed", "trial.ending"])])
    ])

    static let firstCustomer = "Acme Rockets"

    /// Much shorter than the real schedule, so that a visitor sees recoveries within a minute, and yet too slow for the
    /// receiver that is down to trip its circuit (20 attempts), which would keep it waiting long after it is back.
    static let retryDelays = "0s,5s,10s,15s,20s,30s,60s"
}
