import MeshesModel
import Testing

@Suite struct OAuthTokensTests {
    static let start = Timestamp(milliseconds: 1_767_225_600_000)

    static func tokens(lifetime: Int64?, refresh: String? = "r1") -> OAuthTokens {
        OAuthTokens(
            access: Secret("a1"), refresh: refresh.map { Secret($0) }, issuedAt: start,
            expiresAt: lifetime.map { start + .seconds($0) })
    }

    @Test(arguments: [
        // A tenth of twelve hours is 72 minutes.
        (43_200, 0, false), (43_200, 43_200 - 4321, false), (43_200, 43_200 - 4319, true), (43_200, 50_000, true),
        // A tenth of five minutes is less than a minute, so a minute counts.
        (300, 239, false), (300, 241, true),
        // So short a life is renewed at once.
        (60, 1, true),
    ] as [(Int64, Int64, Bool)])
    func renewalIsDueInTheLastTenthOrMinute(lifetime: Int64, age: Int64, isDue: Bool) {
        #expect(Self.tokens(lifetime: lifetime).isDue(at: Self.start + .seconds(age)) == isDue)
    }

    @Test func tokensWithoutExpiryAreNeverDue() {
        let later = Self.start + .seconds(10 * 365 * 86_400)
        #expect(!Self.tokens(lifetime: nil).isDue(at: later))
        #expect(Self.tokens(lifetime: nil).isUsable(at: later))
    }

    @Test func aCallNeedsMoreThanFiveSeconds() {
        #expect(Self.tokens(lifetime: 60).isUsable(at: Self.start + .seconds(54)))
        #expect(!Self.tokens(lifetime: 60).isUsable(at: Self.start + .seconds(55)))
    }

    @Test func theRefreshTokenStaysWhenNoneComes() {
        let old = Self.tokens(lifetime: 60)
        #expect(old.replaced(by: Self.tokens(lifetime: 90, refresh: nil)).refresh == Secret("r1"))
        #expect(old.replaced(by: Self.tokens(lifetime: 90, refresh: "r2")).refresh == Secret("r2"))
        #expect(old.replaced(by: Self.tokens(lifetime: 90, refresh: nil)).expiresAt == Self.start + .seconds(90))
    }
}
