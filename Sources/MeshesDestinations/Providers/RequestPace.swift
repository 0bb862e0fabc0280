/// A rate: so many calls a second, so many at once after a rest.
struct RequestPace: Hashable, Sendable {
    var perSecond: Double
    var burst: Int

    init(perSecond: Double, burst: Int) {
        self.perSecond = perSecond
        self.burst = burst
    }

    /// Above what one server ever asks for, where the provider names no rate.
    static let generous = RequestPace(perSecond: 1000, burst: 1000)
}
