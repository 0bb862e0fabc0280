import MeshesModel

/// What the retention of all workspaces means for partitions.
struct PartitionPlan: Sendable {
    /// Those whose rows are past the longest time that anybody asks for.
    let due: [Partition]
    /// Those, and the ones that will be soon: it would be waste to delete their rows one by one.
    private let soon: [Partition]

    init(_ partitions: [Partition], _ settings: RetentionSettings, _ plans: [RetentionPlan], now: Timestamp) {
        let all = [settings] + plans.map(\.settings)
        let kept = Dictionary(uniqueKeysWithValues: HistoryTable.allCases.map { table in
            (table, all.map { table.kept(by: $0) }.max() ?? .zero)
        })
        due = partitions.filter { $0.end <= now - (kept[$0.table] ?? .zero) }
        // Nothing takes room for more than a quarter longer than was asked for.
        soon = partitions.filter { partition in
            let kept = kept[partition.table] ?? .zero
            return partition.end <= now - kept + min(Partition.week, kept / 4)
        }
    }

    /// Whether what a table holds of an event that is gone goes with its partition.
    func leaves(_ event: Event.ID, in table: HistoryTable) -> Bool {
        soon.contains { $0.table == table && $0.firstID <= event && event < $0.endID }
    }
}
