/// What a round counts, written as its last: these rows are shared by everything that happens in a workspace, so that a node
/// that holds them waits for nothing but its commit.
struct RoundCounts {
    var rollups = RollupDeltas()
    var activity = ActivityDeltas()

    func write(to connection: any SQLConnection) throws {
        try rollups.write(to: connection)
        try activity.write(to: connection)
    }
}
