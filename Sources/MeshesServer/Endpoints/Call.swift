import HTTPTypes
import Hummingbird
import MeshesModel
import NIOCore

/// One request on its way through an endpoint.
struct Call: Sendable {
    let request: Request
    let parameters: PathParameters
    let credential: VerifiedCredential?
    let rateLimit: RateLimitState?
    /// Largest body in bytes.
    let bodyLimit: Int

    /// What the caller may reach.
    ///
    /// - Throws: 401 on an endpoint that is open to anybody, where nobody asked for a credential.
    var access: Access {
        get throws(MeshesError) {
            guard let credential else { throw MeshesError(.unauthorized, "No credential was sent.") }
            return credential.access
        }
    }

    func id<Entity>(_ name: String) throws(MeshesError) -> Identifier<Entity> {
        try parameters.id(name)
    }

    var query: QueryParameters { QueryParameters(target: request.head.path ?? "/") }

    /// The body as bytes, whatever its content type.
    ///
    /// - Throws: 413 over the limit.
    func body() async throws -> ByteBuffer {
        if let declared = request.headers[.contentLength].flatMap({ Int($0) }), declared > bodyLimit { throw tooLarge }
        do {
            return try await request.body.collect(upTo: bodyLimit)
        } catch is NIOTooManyBytesError {
            throw tooLarge
        } catch {
            throw BrokenRequest(cause: error)
        }
    }

    /// The body as a JSON object.
    ///
    /// - Throws: 400 for anything else, also for an empty body.
    func object() async throws -> JSONObject {
        try Self.object(Array(try await body().readableBytesView))
    }

    /// The body as a JSON object, and its member `payload` as the bytes that came, whose numbers keep every digit.
    func objectWithPayload() async throws -> (object: JSONObject, payload: [UInt8]) {
        let bytes = Array(try await body().readableBytesView)
        let object = try Self.object(bytes)
        let payload = try JSONScanner.members(of: bytes).first { $0.key == "payload" }
        return (object, payload.map { Array(bytes[$0.range]) } ?? [])
    }

    /// The body as a JSON object; empty when there is no body.
    func objectIfAny() async throws -> JSONObject {
        let body = try await body()
        return body.readableBytes == 0 ? [:] : try Self.object(Array(body.readableBytesView))
    }

    private static func object(_ bytes: [UInt8]) throws -> JSONObject {
        let value: JSONValue
        do throws(JSONSyntaxError) {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw MeshesError.invalidJSON(error)
        }
        guard let object = value.object else { throw MeshesError.badRequest("body", "must be a JSON object") }
        return object
    }

    private var tooLarge: MeshesError {
        MeshesError(.payloadTooLarge, "The body is larger than \(bodyLimit) bytes.")
    }
}

/// The connection failed while its request was read; there is nobody to answer.
struct BrokenRequest: Error {
    var cause: any Error
}
