import MeshesModel

extension KeyRing {
    /// The secret settings of a connection as one sealed value; nil when there are none.
    func sealSettings(_ secrets: [String: Secret], for id: Connection.ID) throws -> [UInt8]? {
        guard !secrets.isEmpty else { return nil }
        var object = JSONObject()
        for (name, secret) in secrets.sorted(by: { $0.key < $1.key }) { object[name] = .string(secret.reveal()) }
        return try seal(Secret(object.compactText), for: id)
    }

    /// - Parameter isLenient: gives none for settings that cannot be opened.
    /// - Throws: `EncryptionKeyError`.
    func openSettings(_ sealed: [UInt8]?, for id: Connection.ID, elseNone isLenient: Bool = false) throws -> [String: Secret] {
        guard let sealed else { return [:] }
        do {
            return try openSettings(sealed, for: id)
        } catch is EncryptionKeyError where isLenient {
            return [:]
        }
    }

    private func openSettings(_ sealed: [UInt8], for id: Connection.ID) throws -> [String: Secret] {
        let object = try JSONObject(stored: try open(sealed, for: id).reveal())
        return Dictionary(uniqueKeysWithValues: object.compactMap { name, value in value.string.map { (name, Secret($0)) } })
    }
}
