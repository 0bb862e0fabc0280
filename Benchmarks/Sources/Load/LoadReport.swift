/// What a run of the generator measured.
struct LoadReport: Encodable {
    /// Events answered with 201 within the measured time, and a second.
    var events = 0
    var eventsPerSecond = 0.0
    /// From the moment a request was due to its answer, milliseconds.
    var latency: Samples.Summary?
    /// From the answer to the delivery's arrival, milliseconds (negative ones count as 0).
    var arrival: Samples.Summary?
    /// From the moment a request was due to the delivery's arrival, milliseconds.
    var wholeWay: Samples.Summary?
    /// Deliveries received within the measured time, and a second.
    var deliveries: Int?
    var deliveriesPerSecond: Double?
    /// Deliveries on their way at the start and the end of the measured time.
    var backlogAtStart: Int?
    var backlogAtEnd: Int?
    /// Seconds until nothing was on its way any more; absent when something still was.
    var drainSeconds: Double?
    /// Of the whole run, warm-up and drain included.
    var totalEvents = 0
    var totalDeliveries: Int?
    var errors = 0
    var firstError: String?
    /// Processor time of the generator as part of one core, over the measured time.
    var generatorLoad = 0.0
}
