import ArgumentParser
import Foundation
import MeshesModel
import MeshesStorage

/// The store by itself: what the group committer takes from concurrent callers, with no HTTP around it.
struct StoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "Accepts events, and records their deliveries, through the store alone.")

    @Option(help: "An empty directory for the store.") var directory: String
    @Option(help: "Callers at a time.") var callers = 64
    @Option(help: "Deliveries of each event; 0 accepts one parked delivery and records nothing.") var fanOut = 0
    @Option(help: "Bytes of each payload.") var payload = 1024
    @Option(help: "Seconds.") var seconds = 5.0

    func run() async throws {
        guard let key = EncryptionKey(bytes: [UInt8](repeating: 7, count: 32)) else { return }
        let time = SystemTime()
        let store = try await Store.open(
            sqlite: directory + "/store.sqlite", keys: KeyRing(key), time: time, ids: IdentifierSource(time: time))
        let caller = try await StoreCaller(store: store, fanOut: fanOut, payloadBytes: payload)
        let begun = monotonicNanoseconds()
        let processor = processorSeconds()
        let end = begun + Int64(seconds * 1e9)
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<callers { group.addTask { try await caller.run(until: end) } }
            return try await group.reduce(0, +)
        }
        let taken = Double(monotonicNanoseconds() - begun) / 1e9
        let used = processorSeconds() - processor
        try await store.close()
        try printResult(
            Report(
                events: count, eventsPerSecond: Double(count) / taken,
                deliveriesPerSecond: Double(count * fanOut) / taken, processorMicrosecondsPerEvent: used / Double(count) * 1e6))
    }

    private struct Report: Encodable {
        var events: Int
        var eventsPerSecond: Double
        var deliveriesPerSecond: Double
        var processorMicrosecondsPerEvent: Double
    }
}
