import MeshesModel
import MeshesTestSupport
import NIOCore
import Testing

@testable import MeshesDestinations

/// How long a rate limit is waited for, by what the provider says of it.
@Suite struct LimitWaitTests {
    private let time = ManualTime()

    private func answer(_ headers: [(String, String)], _ body: String = "{}", status: Int = 429) throws -> ProviderAnswer {
        let request = OutboundRequest(
            method: .get, url: try URLSyntax.parse("https://api.example.com/"), headers: [], body: ByteBuffer(), timeout: .seconds(1))
        return ProviderAnswer(OutboundAnswer(status: status, headers: headers, body: ByteBuffer(string: body)), to: request)
    }

    private func unixSeconds(in seconds: Int64) -> String { String(time.now().seconds + seconds) }

    @Test func hubSpotsDayEndsAtMidnightAndItsWindowInTenSeconds() throws {
        let profile = HubSpotProfile.make(time: time)
        time.advance(by: .seconds(3600))
        let untilMidnight = Duration.milliseconds(86_400_000 - time.now().milliseconds % 86_400_000)
        #expect(profile.meaning(of: try answer([], #"{"policyName":"DAILY"}"#)).wait == untilMidnight)
        #expect(profile.meaning(of: try answer([], #"{"policyName":"TEN_SECONDLY_ROLLING"}"#)).wait == .seconds(10))
        // What the header says comes first.
        #expect(profile.meaning(of: try answer([("retry-after", "3")], #"{"policyName":"DAILY"}"#)).wait == nil)
    }

    @Test func resetsAreMomentsAtIntercomAndZoomAndSecondsAtPipedrive() throws {
        let headers = [("x-ratelimit-reset", unixSeconds(in: 12)), ("x-ratelimit-remaining", "0")]
        for profile in [IntercomProfile.make(time: time), ZoomProfile.make(time: time)] {
            let wait = try #require(profile.meaning(of: try answer(headers)).wait)
            #expect(wait > .seconds(11) && wait <= .seconds(12))
            #expect(profile.limit(try answer(headers), time.now())?.emptyUntil == Timestamp(milliseconds: (time.now().seconds + 12) * 1000))
        }
        let seconds = try answer([("x-ratelimit-reset", "2"), ("x-ratelimit-remaining", "0")])
        #expect(PipedriveProfile.profile.meaning(of: seconds).wait == .seconds(2))
        #expect(PipedriveProfile.profile.limit(seconds, time.now())?.emptyUntil == time.now() + .seconds(2))
    }

    @Test func nothingIsHeldBackWhileCallsAreLeft() throws {
        let left = try answer([("x-ratelimit-reset", "2"), ("x-ratelimit-remaining", "1"), ("x-hubspot-ratelimit-remaining", "5")])
        #expect(PipedriveProfile.profile.limit(left, time.now()) == nil)
        #expect(HubSpotProfile.make(time: time).limit(left, time.now()) == nil)
    }

    @Test(arguments: [("api-usage=18/15000", 10.0), ("api-usage=13501/15000", 1.0), ("api-usage=15001/15000", 1.0)])
    func nearTheEndOfTheDaysCallsSalesforceIsAskedSlowly(_ usage: String, _ perSecond: Double) throws {
        #expect(SalesforceProfile.profile.limit(try answer([("sforce-limit-info", usage)]), time.now())?.pace?.perSecond == perSecond)
    }

    /// Discord's codes for what a channel, a message or the whole bot may not do for now come with other statuses too.
    @Test(arguments: [20016, 20028, 40062], [400, 403, 429]) func discordTellsSomeLimitsByCode(_ code: Int, _ status: Int) throws {
        let profile = DiscordProfile.make("Meshes/1.0")
        let meaning = profile.meaning(of: try answer([], #"{"code":\#(code),"message":"slow down","retry_after":2.5}"#, status: status))
        #expect(meaning.code == .rateLimited && meaning.wait == .milliseconds(2500))
        #expect(profile.meaning(of: try answer([], #"{"code":50013,"message":"Missing Permissions"}"#, status: 403)).code != .rateLimited)
    }

    @Test func waitsDoubleUpToTheirLimit() {
        let waits = (1...7).map { ProviderWait.doubling(from: .seconds(300), upTo: .seconds(3600), attempt: $0) }
        #expect(waits == [300, 600, 1200, 2400, 3600, 3600, 3600].map { .seconds($0) })
    }
}
