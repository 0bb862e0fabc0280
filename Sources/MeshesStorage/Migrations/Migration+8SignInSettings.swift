extension Migration {
    /// What a caller asked for about a sign-in, a JSON object; null for nothing.
    static let signInSettings = Migration(number: 8, name: "settings of sign-ins") { types in
        "ALTER TABLE oauth_setups ADD COLUMN settings \(types.text);"
    }
}
