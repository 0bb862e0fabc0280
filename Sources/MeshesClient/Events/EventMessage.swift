import Foundation
public import MeshesModel

/// An event to emit.
public struct EventMessage: Sendable {
    /// 1 to 128 characters.
    public var name: String
    /// Nil means `global`.
    public var resource: String?
    public var resourceID: String?
    /// Needed with a machine token; with a publishable key the workspace follows from the key.
    public var workspace: WorkspaceID?
    /// JSON text of an object with at least one value, at most 256 KiB. It reaches the destinations byte for byte.
    public var payload: [UInt8]

    /// - Parameter payload: JSON text of an object; sent as it is.
    public init(
        _ name: String, payload: [UInt8], resource: String? = nil, resourceID: String? = nil, workspace: WorkspaceID? = nil
    ) {
        self.name = name
        self.payload = payload
        self.resource = resource
        self.resourceID = resourceID
        self.workspace = workspace
    }

    /// - Parameter payload: anything that encodes to a JSON object.
    /// - Throws: `ClientError.invalid` when it does not encode.
    public init(
        _ name: String, payload: some Encodable, resource: String? = nil, resourceID: String? = nil, workspace: WorkspaceID? = nil
    ) throws(ClientError) {
        do {
            let bytes = [UInt8](try JSONEncoder().encode(payload))
            self.init(name, payload: bytes, resource: resource, resourceID: resourceID, workspace: workspace)
        } catch {
            throw .invalid("The payload cannot be encoded: \(error).")
        }
    }

    /// The body of the emit call, the payload spliced in.
    func json() throws(ClientError) -> [UInt8] {
        struct Envelope: Encodable {
            let event: String
            let resource: String?
            let resourceID: String?
            let workspace: WorkspaceID?

            enum CodingKeys: String, CodingKey {
                case event, resource, workspace
                case resourceID = "resource_id"
            }
        }
        let envelope = Envelope(event: name, resource: resource, resourceID: resourceID, workspace: workspace)
        do {
            var bytes = [UInt8](try JSONEncoder().encode(envelope))
            bytes.removeLast()
            return bytes + Array(#","payload":"#.utf8) + payload + [UInt8(ascii: "}")]
        } catch {
            throw .invalid("The event cannot be encoded: \(error).")
        }
    }

    static func json(_ messages: [EventMessage]) throws(ClientError) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "[")]
        for (index, message) in messages.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += try message.json()
        }
        return bytes + [UInt8(ascii: "]")]
    }
}
