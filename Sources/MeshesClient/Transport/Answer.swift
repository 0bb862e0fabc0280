import Foundation

/// A whole answer.
struct Answer {
    let status: Int
    let body: Data
    let retryAfter: Int?
    let requestID: String?

    /// The error that a status outside of 2xx stands for.
    var error: APIError {
        let body = try? JSONDecoder().decode(API.ErrorBody.self, from: body)
        return APIError(
            status: status, name: body?.error?.name ?? "HTTP", message: body?.message ?? "The server answered \(status)",
            issues: body?.error?.data ?? [], retryAfter: retryAfter, requestID: requestID)
    }
}
