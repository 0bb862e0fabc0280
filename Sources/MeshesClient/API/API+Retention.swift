extension API {
    /// How many days a workspace keeps its history, each 1 to 3650; nil is as the server's settings say.
    public struct Retention: Codable, Hashable, Sendable {
        /// Completed and canceled events with their deliveries and attempts.
        public var events: Int?
        /// Failed events with their deliveries and attempts.
        public var failedEvents: Int?
        /// Never longer than their event.
        public var payloads: Int?
        /// Captured answers of failed attempts.
        public var responseDetails: Int?
        /// The hourly counters behind dashboards.
        public var counters: Int?

        enum CodingKeys: String, CodingKey {
            case events = "events_days"
            case failedEvents = "failed_events_days"
            case payloads = "payloads_days"
            case responseDetails = "response_details_days"
            case counters = "counters_days"
        }

        public init(
            events: Int? = nil, failedEvents: Int? = nil, payloads: Int? = nil, responseDetails: Int? = nil, counters: Int? = nil
        ) {
            self.events = events
            self.failedEvents = failedEvents
            self.payloads = payloads
            self.responseDetails = responseDetails
            self.counters = counters
        }

        /// Nil is sent as null, since what is left out would stay as it is.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(events, forKey: .events)
            try container.encode(failedEvents, forKey: .failedEvents)
            try container.encode(payloads, forKey: .payloads)
            try container.encode(responseDetails, forKey: .responseDetails)
            try container.encode(counters, forKey: .counters)
        }
    }
}
