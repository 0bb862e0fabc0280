import ArgumentParser
import Foundation
import MeshesModel
import MeshesProviderFakes

/// Everything that the parts about providers deliver to, in one process on loopback.
struct ProvidersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "providers",
        abstract: "Stand-ins for providers that answer at once; tells where they are and runs until it is ended.")

    @Option(help: "Seconds for which the tokens of a sign-in at the crowd are good.") var lifetime: Int64 = 3600
    @Option(help: "Milliseconds that the crowd takes to renew a token.") var renewal: Int64 = 0

    func run() async throws {
        let standIns = try await StandIn.startAll()
        let crowd = Crowd(lifetime: .seconds(lifetime), renewal: renewal)
        let crowded = try await WebhookReceiver.start(keeping: 1) { request, _ in crowd.reply(to: request) }
        let control = try await WebhookReceiver.start(keeping: 1) { request, _ in
            switch request.path {
            case "/arrivals": .json(JSONValue.array(standIns.flatMap { $0.arrivals() }.sorted().map { .integer($0) }).compactText)
            case "/crowd": .json(JSONValue.object(crowd.report).compactText)
            default: .json("{}", status: 404)
            }
        }
        let told: JSONObject = [
            "stand_ins": .object(JSONObject(uniqueKeysWithValues: standIns.map { ($0.type.rawValue, .object($0.description)) })),
            "crowd": .string(crowded.url("")), "control": .integer(Int64(control.port)),
        ]
        print(told.compactText)
        // Into a file it would stay in the buffer.
        fflush(nil)
        while true { try await Task.sleep(for: .seconds(3600)) }
    }
}
