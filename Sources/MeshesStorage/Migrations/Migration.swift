/// One step of the schema. Never edited once released: a later step corrects an earlier one.
struct Migration: Sendable {
    /// From 1, without gaps.
    let number: Int
    let name: String
    /// The statements, in the types of an engine.
    let sql: @Sendable (SQLTypes) -> String

    /// All steps, in order.
    static let all: [Migration] = [
        .tenancy, .destinations, .history, .hotSet, .sessions, .pages, .oauth, .signInSettings, .nodes, .retention, .personLeases,
        .partitions, .nodeKeys,
    ]

    /// The number of the last one.
    static var newest: Int { all.map(\.number).max() ?? 0 }
}
