extension Check {
    /// - Parameters:
    ///   - found: the step that the store's schema is at; 0 without one.
    ///   - known: the newest step that this program knows.
    static func schema(found: Int, known: Int) -> Check {
        if found > known {
            .bad("schema", "step \(found) is newer than this program, which knows \(known); use the newer one")
        } else if found == known {
            .good("schema", "up to date (step \(found))")
        } else if found == 0 {
            .warning("schema", "not there yet; serve or setup will make it")
        } else {
            .warning("schema", "step \(found) of \(known); serve or migrate will bring it up to date")
        }
    }
}
