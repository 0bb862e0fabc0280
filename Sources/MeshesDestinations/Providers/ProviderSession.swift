import MeshesModel
import NIOCore

/// The calls of one attempt, or of one look at an account: one credential, one deadline, one set of secrets to hide.
struct ProviderSession: Sendable {
    /// How long calls may take and how much they may answer.
    struct Limits: Sendable {
        /// Nil for the gateway's.
        var call: Duration?
        var whole: Duration
        /// Bytes of an answer.
        var answer: Int
        /// Whether the calls are for lists or fields.
        var isListing = false

        static let delivery = Limits(whole: .seconds(25), answer: OutboundAnswer.bodyLimit)
        static let listing = Limits(call: .seconds(30), whole: .seconds(30), answer: 8 << 20, isListing: true)
    }

    /// What is left of an attempt for its calls after it has waited.
    static let timeForCalls: Duration = .seconds(5)

    let profile: ProviderProfile
    let gateway: ProviderGateway
    let credential: ProviderCredential
    let redaction: Redaction
    /// The number of the delivery's attempt, from 1.
    var attempt = 1
    /// Nil for calls outside of a delivery.
    var connection: Connection.ID?
    private let root: ProviderRoot
    private let limits: Limits
    let deadline: Timestamp
    private let part: String?
    private let pace: RequestPace

    /// - Parameters:
    ///   - root: another one than the type's, for providers that give each account its own host.
    ///   - part: of the account, where a provider's limit counts for each of them: a channel.
    ///   - secrets: further values that must not appear in what is kept, besides the credential.
    init(
        _ profile: ProviderProfile, _ gateway: ProviderGateway, _ credential: ProviderCredential, limits: Limits,
        root: ProviderRoot? = nil, hiding secrets: [Secret] = [], pacedBy part: String? = nil
    ) {
        self.profile = profile
        self.gateway = gateway
        self.credential = credential
        self.root = root ?? gateway.root(profile.type, profile.root, ownHost: profile.ownHost)
        self.limits = limits
        let listPace = limits.isListing ? profile.listPace : nil
        self.part = listPace == nil ? part : "lists"
        self.pace = listPace ?? profile.pace
        self.deadline = gateway.time.now() + limits.whole
        self.redaction = Redaction(([credential.secret, credential.value] + secrets).map { $0.reveal() })
    }

    /// A URL of an answer, if it may be called: see `ProviderRoot.returned`.
    func returned(_ text: String) -> WebURL? { root.returned(text) }

    /// Makes a call that must succeed.
    ///
    /// - Parameter expected: statuses that are handed back although they are refusals, because the caller knows what they mean.
    /// - Throws: the outcome of the attempt, for everything else.
    func send(_ request: ProviderRequest, expecting expected: Set<Int> = []) async throws(AttemptEnd) -> ProviderAnswer {
        let answer = try await exchange(request)
        return expected.contains(answer.status) ? answer : try accept(answer)
    }

    /// Hands back an answer that is a success.
    ///
    /// - Throws: the outcome of the attempt, for everything else.
    func accept(_ answer: ProviderAnswer) throws(AttemptEnd) -> ProviderAnswer {
        let meaning = profile.meaning(of: answer)
        guard meaning.code != .delivered else { return answer }
        throw AttemptEnd(outcome(meaning, of: answer))
    }

    /// Makes a call and hands back whatever was answered.
    ///
    /// - Throws: the outcome when no answer came.
    func exchange(_ request: ProviderRequest) async throws(AttemptEnd) -> ProviderAnswer {
        let sent: OutboundRequest
        do throws(URLSyntaxError) {
            sent = try outbound(request)
        } catch {
            throw .mapping("the address of the call cannot be built: it \(error)")
        }
        try await waitForTurn()
        let place = "\(profile.type.rawValue) calls \(credential.identity)"
        if let places = profile.simultaneous {
            guard await gateway.locks.acquire(place, places: places) else { throw AttemptEnd(Self.cutShort) }
        }
        defer { if profile.simultaneous != nil { gateway.locks.release(place) } }
        var timed = sent
        timed.timeout = min(sent.timeout, deadline - gateway.time.now())
        guard timed.timeout > .zero else { throw AttemptEnd(outcome(.timeout("no full answer in time"), of: sent)) }
        do throws(OutboundFailure) {
            let raw = try await gateway.sender.send(timed)
            let answer = ProviderAnswer(raw, to: sent)
            // What a success has done stands in its body, and a refusal is told by its status.
            if answer.isSuccess, let interruption = raw.interruption { throw interruption }
            if let notice = profile.limit(answer, gateway.time.now()) { gateway.pacer.take(notice, of: pacerKey(notice.isForWhole ? nil : part)) }
            return answer
        } catch {
            throw AttemptEnd(outcome(error, of: sent), mayHaveArrived: error.mayFollowTheRequest)
        }
    }

    private func pacerKey(_ part: String?) -> RequestPacer.Key {
        RequestPacer.Key(type: profile.type, account: credential.identity, part: part)
    }

    private func waitForTurn() async throws(AttemptEnd) {
        guard !gateway.isRehearsal else { return }
        if let pace = profile.wholePace { try await waitForTurn(pacerKey(nil), pace) }
        try await waitForTurn(pacerKey(part), pace)
    }

    private func waitForTurn(_ key: RequestPacer.Key, _ pace: RequestPace) async throws(AttemptEnd) {
        let now = gateway.time.now()
        switch gateway.pacer.turn(key, pace, patience: deadline - now - Self.timeForCalls, at: now) {
        case .after(.zero): return
        case .after(let wait):
            do { try await gateway.time.sleep(for: wait) } catch { throw AttemptEnd(Self.cutShort) }
        case .tooLong(let wait):
            throw AttemptEnd(
                DeliveryOutcome(
                    .rateLimited, "held back: \(profile.name) allows no more calls just now", retryAfter: wait, pausesConnection: true))
        }
    }

    private func outbound(_ request: ProviderRequest) throws(URLSyntaxError) -> OutboundRequest {
        let url = switch request.place {
        case .path(let path, let query): try root.url(path, query)
        case .url(let url): url
        }
        var headers = [
            (credential.header, credential.value.reveal()), ("Accept", "application/json"), ("User-Agent", profile.userAgent ?? gateway.userAgent),
        ]
        headers += profile.headers + request.headers
        var body = ByteBuffer()
        if let encoded = request.body.encoded {
            if !headers.contains(where: { $0.0 == "Content-Type" }) { headers.append(("Content-Type", encoded.type)) }
            body = ByteBuffer(bytes: encoded.bytes)
        }
        return OutboundRequest(
            method: request.method, url: url, headers: headers, body: body, timeout: limits.call ?? gateway.callTimeout, answerLimit: limits.answer)
    }
}
