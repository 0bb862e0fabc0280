import MeshesStorage

/// A store on PostgreSQL: reachable, version, schema, durability. Changes nothing, and may run beside the server.
struct DatabaseChecks {
    let database: PostgresAddress
    let settings: Settings

    func all() async -> [Check] {
        do {
            let report = try await database.report()
            return checks(report) + (report.schema == report.knownSchema ? [await keys()] : [])
        } catch let failure as DatabaseFailure {
            return [.bad("store", "PostgreSQL at \(database.place) cannot be used: \(failure.message)")]
        } catch {
            return [.bad("store", "PostgreSQL at \(database.place) cannot be used: \(error)")]
        }
    }

    private func checks(_ report: PostgresReport) -> [Check] {
        let found = "PostgreSQL \(report.version) at \(database.place)"
        return [
            .good("store", "\(found), \(Self.use(report.nodes))"), .schema(found: report.schema, known: report.knownSchema),
            report.isDurable
                ? .good("durability", "the server writes every commit to the disk")
                : .bad("durability", "the server runs with fsync or full_page_writes off: events may be lost with its power"),
            .retention(exceptions: report.ownRetention), Self.partitions(missing: report.missingPartitions),
        ]
    }

    private func keys() async -> Check {
        do {
            return try await OpenedStore.with(settings) { KeyCheck(settings: settings).check(try await KeyReport($0)) }
        } catch {
            return .bad(KeyCheck.name, "\(error)")
        }
    }

    private static func partitions(missing: Int) -> Check {
        let name = "partitions"
        guard missing > 0 else { return .good(name, "history of the coming weeks has its parts") }
        return .warning(
            name,
            """
            \(missing) of the coming weeks' are missing; a server makes them within ten minutes, unless a long query is in the way \
            or a clock was wrong. Nothing is refused meanwhile, but those weeks will be purged row by row
            """)
    }

    private static func use(_ nodes: Int) -> String {
        switch nodes {
        case 0: "not in use"
        case 1: "in use by a server"
        default: "in use by \(nodes) servers"
        }
    }
}
