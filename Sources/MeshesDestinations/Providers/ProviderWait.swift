import MeshesModel

/// How long an answer asks callers to wait.
enum ProviderWait {
    /// `Retry-After` as seconds, an HTTP date or an ISO 8601 time; between 1 s and 24 h.
    static func asked(by answer: ProviderAnswer, now: Timestamp) -> Duration? {
        guard let value = answer.header("retry-after") else { return nil }
        if let wait = RetryAfter.wait(value, date: answer.header("date"), now: now) { return wait }
        return Timestamp(String(value.trimmingSpaces)).map { limited($0 - now) }
    }

    /// A header that holds seconds, as several providers send for the end of their window.
    static func seconds(_ header: String, of answer: ProviderAnswer) -> Duration? {
        guard let value = answer.header(header).flatMap({ Double(String($0.trimmingSpaces)) }), value.isFinite, value >= 0 else { return nil }
        return limited(.seconds(min(value, 86_400)))
    }

    /// `first` after the first attempt, twice as long after each further one, `limit` at most.
    static func doubling(from first: Duration, upTo limit: Duration, attempt: Int) -> Duration {
        min(first * (1 << min(max(attempt - 1, 0), 16)), limit)
    }

    static func limited(_ wait: Duration) -> Duration { min(max(wait, RetryAfter.floor), RetryAfter.ceiling) }
}
