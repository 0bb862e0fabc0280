import Foundation
import MeshesModel

extension ResponseDetails {
    /// The JSON that is kept.
    func stored() throws -> [UInt8] { Array(try JSONEncoder().encode(self)) }

    init(stored bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(ResponseDetails.self, from: Data(bytes))
    }
}
