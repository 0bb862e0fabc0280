/// Why a call did not give a result.
public enum ClientError: Error, Sendable {
    /// The server answered with an error.
    case refused(APIError)
    /// No connection; the text says why.
    case unreachable(url: String, reason: String)
    /// No full answer within the time.
    case timedOut(url: String, after: Duration)
    /// An answer that is not what the API promises.
    case unreadable(status: Int, reason: String)
    /// Something the caller passed cannot be sent.
    case invalid(String)

    /// The answer's status; nil when none came.
    public var status: Int? {
        switch self {
        case .refused(let error): error.status
        case .unreadable(let status, _): status
        default: nil
        }
    }
}

extension ClientError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .refused(let error): error.description
        case .unreachable(let url, let reason): "No server answers at \(url): \(reason)."
        case .timedOut(let url, let after): "\(url) did not answer within \(after)."
        case .unreadable(let status, let reason): "The answer (\(status)) cannot be read: \(reason)."
        case .invalid(let reason): reason
        }
    }
}
