import Glibc

/// Sends events over keep-alive connections at a pace, from one thread, and measures.
final class LoadGenerator {
    let settings: LoadSettings
    let poller: Poller
    let probe: StatusProbe?
    let arrivals: ArrivalReceiver?
    private var idle: [LoadConnection] = []
    private var all: [LoadConnection] = []
    private var start: Int64 = 0
    private var end: Int64 = .max
    private var sentRequests = 0
    private var underWay = 0
    private var latency = Samples()
    /// When each event was due and when it was answered, by its number; kept only when arrivals are.
    private var dues: [Int64] = []
    private var answers: [Int64] = []
    private(set) var report = LoadReport()

    init(_ settings: LoadSettings) throws {
        self.settings = settings
        poller = try Poller()
        probe = try settings.statusPort.map { [poller] in try StatusProbe(port: $0, poller: poller) }
        arrivals = try settings.receivePort.map { [poller] in try ArrivalReceiver(port: $0, poller: poller) }
        for _ in 0..<settings.connections {
            all.append(
                try LoadConnection(
                    port: settings.ports[all.count % settings.ports.count], request: settings.request, load: self, poller: poller))
        }
        idle = all
    }

    func run() throws -> LoadReport {
        try waitForProbe()
        let begun = monotonicNanoseconds()
        start = begun + Int64(settings.warmUp * 1e9)
        end = start + Int64(settings.seconds * 1e9)
        try pump(from: begun, until: start)
        let processor = processorSeconds()
        let delivered = deliveredCount
        report.backlogAtStart = backlog
        try pump(from: begun, until: end)
        let measured = Double(monotonicNanoseconds() - start) / 1e9
        report.generatorLoad = (processorSeconds() - processor) / measured
        report.backlogAtEnd = backlog
        if let deliveredNow = deliveredCount, let delivered {
            report.deliveries = deliveredNow - delivered
            report.deliveriesPerSecond = Double(deliveredNow - delivered) / measured
        }
        try finish()
        report.eventsPerSecond = Double(report.events) / measured
        report.latency = latency.summary
        summariseArrivals()
        return report
    }

    func answered(_ connection: LoadConnection, status: Int, problem: String?) throws {
        let now = monotonicNanoseconds()
        underWay -= 1
        let count = settings.request.count
        if status == 201 {
            report.totalEvents += count
            if now >= start, now < end { report.events += count }
            if connection.due >= start, now < end { latency.add(nanoseconds: now - connection.due) }
            if arrivals != nil { answers[connection.first / count] = now }
        } else {
            report.errors += 1
            if report.firstError == nil { report.firstError = "\(status) \(problem ?? "")" }
            if report.errors > 1000 { throw HTTPFailure("more than 1,000 refusals: \(report.firstError ?? "")") }
        }
        idle.append(connection)
    }

    // MARK: Sending

    /// Sends what is due until `deadline`.
    private func pump(from begun: Int64, until deadline: Int64) throws {
        var nextProbe: Int64 = 0
        while true {
            let now = monotonicNanoseconds()
            guard now < deadline, !isDone || underWay > 0 else { return }
            while !idle.isEmpty, let due = nextDue(begun: begun, now: now) {
                try send(due: due)
            }
            if let probe, now >= nextProbe {
                try probe.ask()
                nextProbe = now + 20_000_000
            }
            var wake = min(deadline, now + 20_000_000)
            if case .open(let rate) = settings.pace, !idle.isEmpty {
                wake = min(wake, begun + Int64(Double(sentRequests) / rate * 1e9))
            }
            try poller.wait(until: wake)
        }
    }

    private var isDone: Bool {
        settings.most.map { sentRequests * settings.request.count >= $0 } ?? false
    }

    private func nextDue(begun: Int64, now: Int64) -> Int64? {
        guard !isDone else { return nil }
        switch settings.pace {
        case .closed:
            return now
        case .open(let rate):
            let due = begun + Int64(Double(sentRequests) / rate * 1e9)
            return due <= now ? due : nil
        case .window(let limit):
            let open = (report.totalEvents + underWay * settings.request.count) * settings.fanOut - (deliveredCount ?? 0)
            return open < limit * settings.fanOut ? now : nil
        }
    }

    private func send(due: Int64) throws {
        let connection = idle.removeLast()
        if arrivals != nil {
            dues.append(due)
            answers.append(0)
        }
        try connection.send(first: sentRequests * settings.request.count, due: due)
        sentRequests += 1
        underWay += 1
    }

    // MARK: Start and end

    private func waitForProbe() throws {
        guard let probe else { return }
        try probe.ask()
        while !probe.isReady { try poller.wait(until: monotonicNanoseconds() + 1_000_000_000) }
    }

    private func finish() throws {
        let begun = monotonicNanoseconds()
        while underWay > 0, monotonicNanoseconds() < begun + 10_000_000_000 {
            try poller.wait(until: monotonicNanoseconds() + 100_000_000)
        }
        while let backlog, settings.drain > 0, monotonicNanoseconds() < begun + Int64(settings.drain * 1e9) {
            if backlog <= 0 {
                report.drainSeconds = Double(monotonicNanoseconds() - begun) / 1e9
                break
            }
            try probe?.ask()
            try poller.wait(until: monotonicNanoseconds() + 20_000_000)
        }
        report.totalDeliveries = deliveredCount
    }

    private var deliveredCount: Int? { probe?.received ?? arrivals?.count }

    private var backlog: Int? { deliveredCount.map { report.totalEvents * settings.fanOut - $0 } }

    private func summariseArrivals() {
        guard let arrivals else { return }
        var fromAnswer = Samples()
        var fromDue = Samples()
        for (number, due) in dues.enumerated() where due >= start && due < end {
            let arrived = arrivals.first(number * settings.request.count)
            guard arrived > 0, answers[number] > 0 else { continue }
            fromAnswer.add(nanoseconds: arrived - answers[number])
            fromDue.add(nanoseconds: arrived - due)
        }
        report.arrival = fromAnswer.summary
        report.wholeWay = fromDue.summary
    }
}
