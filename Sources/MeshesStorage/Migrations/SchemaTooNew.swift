/// The database was written by a newer version of this program.
public struct SchemaTooNew: Error, Hashable, Sendable {
    /// The newest step in the database.
    public var found: Int
    /// The newest step this program knows.
    public var known: Int
}
