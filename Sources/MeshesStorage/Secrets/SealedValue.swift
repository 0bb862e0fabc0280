/// An encrypted secret as it is stored: the id of its key, behind one byte with the id's length, and the sealed box.
struct SealedValue {
    /// How many bytes come before the box: what SQL tells keys apart by.
    static let labelLength = 1 + EncryptionKey.idLength

    let keyID: String
    let box: ArraySlice<UInt8>

    /// Nil for bytes that are no sealed value.
    init?(_ bytes: [UInt8]) {
        guard let keyID = Self.keyID(ofLabel: bytes.prefix(Self.labelLength)) else { return nil }
        self.keyID = keyID
        box = bytes.dropFirst(Self.labelLength)
    }

    static func label(_ keyID: String) -> [UInt8] {
        let name = Array(keyID.utf8)
        return [UInt8(name.count)] + name
    }

    static func keyID(ofLabel label: some Collection<UInt8>) -> String? {
        guard label.count == labelLength, label.first == UInt8(EncryptionKey.idLength) else { return nil }
        let id = String(decoding: label.dropFirst(), as: UTF8.self)
        return id.utf8.count == EncryptionKey.idLength && id.allSatisfy(\.isHexDigit) ? id : nil
    }
}
