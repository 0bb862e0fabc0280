import MeshesModel
import MeshesProviderFakes

/// What goes wrong at the stand-ins on the way: something new every other second, at one after the other.
struct DemoMishaps: Sendable {
    enum Kind: CaseIterable, Sendable {
        /// The token runs out; where there is none that can be renewed, the call fails.
        case expiredToken
        case rateLimit, fault

        /// What the provider's next call meets with.
        var mishap: ProviderSwitches.Mishap {
            switch self {
            case .rateLimit: .rateLimit(seconds: 4)
            case .expiredToken, .fault: .fail(status: 503)
            }
        }
    }

    let providers: [DemoProvider]
    let time: any TimeSource

    /// Goes on until the task is cancelled.
    func run() async throws {
        let kinds = Kind.allCases
        for turn in 0... {
            try await time.sleep(for: .seconds(2))
            // Fourteen and three have no common divisor, so each provider meets with each kind.
            providers[turn % providers.count].stumble(kinds[turn % kinds.count])
        }
    }
}
