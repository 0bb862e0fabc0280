public import MeshesModel

/// Sees to it that of several nodes one at a time works on a person over a connection.
public protocol PersonLeases: Sendable {
    /// Whether there are other nodes that may work on the same person.
    var areNeeded: Bool { get }

    /// Waits for a person and takes them.
    ///
    /// - Parameters:
    ///   - person: their address in lower case.
    ///   - end: when another node may take over; by then this one has ended its work.
    ///   - deadline: until when to wait for a node that has the person.
    /// - Returns: false when it has them still.
    /// - Throws: `CancellationError`, or what keeps the store from answering.
    func take(_ person: String, of connection: Connection.ID, until end: Timestamp, waitingUntil deadline: Timestamp) async throws -> Bool

    /// Lets others have a person that was taken until `end`. When that fails they wait until then.
    func giveBack(_ person: String, of connection: Connection.ID, until end: Timestamp) async
}
