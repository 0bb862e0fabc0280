import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix

/// One HTTP call to the API: request built, answer read, error answers turned into values. Never retries; the server
/// does that where it matters.
struct Transport: Sendable {
    /// Longest answer that is read: a page of 200 events with their deliveries stays far below.
    static let bodyLimit = 32 << 20

    let base: BaseURL
    let http: HTTPClient
    let timeout: Duration
    let clientName: String

    func send<Answer: Decodable>(_ call: Call, credential: Credential, as _: Answer.Type = Answer.self) async throws(ClientError) -> Answer {
        let (status, body) = try await bytes(of: call, credential: credential)
        do {
            return try JSONDecoder().decode(Answer.self, from: body)
        } catch {
            throw .unreadable(status: status, reason: "\(error)")
        }
    }

    /// The body as it came.
    func bytes(of call: Call, credential: Credential) async throws(ClientError) -> (status: Int, body: Data) {
        let url = base.url(path: call.path, query: call.query)
        let answer = try await answer(to: request(call, url: url, credential: credential), url: url)
        guard (200..<300).contains(answer.status) else { throw .refused(answer.error) }
        return (answer.status, answer.body)
    }

    private func request(_ call: Call, url: String, credential: Credential) throws(ClientError) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url)
        request.method = .RAW(value: call.method)
        request.headers.add(name: "accept", value: "application/json")
        request.headers.add(name: "x-meshes-client", value: clientName)
        request.headers.add(name: credential.header.name, value: credential.header.value)
        for (name, value) in call.headers { request.headers.add(name: name, value: value) }
        if let body = try call.body?.bytes() {
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(body)
        }
        return request
    }

    private func answer(to request: HTTPClientRequest, url: String) async throws(ClientError) -> Answer {
        do {
            let response = try await http.execute(request, timeout: TimeAmount(timeout))
            let body = try await response.body.collect(upTo: Self.bodyLimit)
            return Answer(
                status: Int(response.status.code), body: Data(body.readableBytesView),
                retryAfter: response.headers.first(name: "retry-after").flatMap { Int($0) },
                requestID: response.headers.first(name: "x-request-id"))
        } catch let error as HTTPClientError where [.deadlineExceeded, .readTimeout, .connectTimeout].contains(error) {
            throw .timedOut(url: base.root, after: timeout)
        } catch is NIOTooManyBytesError {
            throw .unreadable(status: 200, reason: "more than \(Self.bodyLimit) bytes")
        } catch {
            throw .unreachable(url: base.root, reason: Self.reason(error))
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError:
            error.connectionErrors.first.map { reason($0.error) } ?? "the name does not resolve"
        case let error as IOError: String(cString: strerror(error.errnoCode)).lowercased()
        case is CancellationError: "canceled"
        default: "\(error)"
        }
    }
}
