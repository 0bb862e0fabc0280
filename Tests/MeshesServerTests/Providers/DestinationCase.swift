import MeshesModel
import MeshesTestSupport
import Testing

/// A type of any kind, as an argument of the tests that hold for all of them.
protocol DestinationCase: Sendable, CustomTestStringConvertible {
    var type: IntegrationType { get }

    /// Runs a test on a server with a stand-in of this type, a connection to it, and a rule for `user.signup`.
    ///
    /// - Parameters:
    ///   - rule: metadata of the rule; nil for the stand-in's own.
    ///   - log: where the server writes its log.
    func run(rule: JSONObject?, callTimeout: Duration, log: RecordedLog?, _ body: @escaping DestinationBody) async throws
}

typealias DestinationBody = @Sendable (
    _ server: ServerFixture, _ fake: any DestinationFake, _ connection: JSONValue, _ rule: JSONValue
) async throws -> Void

extension DestinationCase {
    var testDescription: String { type.rawValue }
}

/// The types that have a provider.
enum DestinationCases {
    static let all: [any DestinationCase] = APIKeyCase.all.map { $0 } + SignInCase.all.map { $0 }

    static subscript(type: IntegrationType) -> any DestinationCase {
        get throws { try #require(all.first { $0.type == type }, "no stand-in for \(type.rawValue)") }
    }
}
