extension KeyRing {
    /// Looks which keys the store's secrets need, so that one that is missing shows when the program starts and not at the
    /// first request.
    ///
    /// - Throws: `EncryptionKeyError.unknownKey`.
    func check(on driver: any DatabaseDriver) throws {
        let needed = try driver.transaction { connection in try SealedKind.allCases.flatMap { try $0.usage(on: connection) } }
        for usage in needed { if let id = usage.key { _ = try key(id) } }
    }
}
