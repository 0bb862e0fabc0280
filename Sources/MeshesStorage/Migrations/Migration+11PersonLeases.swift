extension Migration {
    /// `person` is a hash of a connection and an address: who is being worked on can be compared, not read.
    static let personLeases = Migration(number: 11, name: "leases of people") { types in
        """
        CREATE TABLE person_leases (
            person \(types.bytes) NOT NULL PRIMARY KEY,
            expires_at \(types.integer) NOT NULL
        )\(types.clustered);
        """
    }
}
