import Dispatch
import MeshesModel

/// Makes and drops partitions on a session of its own: what it waits for is waited for by no commit.
struct PartitionUpkeep: Sendable {
    let address: PostgresAddress
    let silences: PostgresSilences

    /// Drops partitions, up to the first that somebody reads from for long: the next call tries again.
    ///
    /// - Returns: how many were dropped.
    func drop(_ partitions: [Partition]) async throws -> Int {
        try await eachInTurn(partitions) { try $0.drop(on: $1) }
    }

    /// Makes what is missing at a moment, unless somebody is in the way: the next call tries again.
    func makeMissing(at now: Timestamp) async throws {
        _ = try await eachInTurn([now]) {
            try Partition.makeMissing(at: $0, on: $1)
            return true
        }
    }

    /// - Returns: for how many the body said true.
    private func eachInTurn<Subject: Sendable>(
        _ subjects: [Subject], _ body: @escaping @Sendable (Subject, any SQLConnection) throws -> Bool
    ) async throws -> Int {
        guard !subjects.isEmpty else { return 0 }
        return try await withCheckedThrowingContinuation { continuation in
            // Calls to libpq block: not on a thread that other tasks share.
            DispatchQueue.global().async {
                let line = PostgresLine { try PostgresSession.open(address, for: .writing, silences: silences) }
                defer { line.close() }
                continuation.resume(with: Result { () throws -> Int in
                    var count = 0
                    do {
                        for subject in subjects {
                            if try line.transaction("BEGIN", { try body(subject, $0) }) { count += 1 }
                        }
                    } catch let failure as DatabaseFailure where failure.kind == .busy || failure.kind == .conflict {}
                    return count
                })
            }
        }
    }
}
