/// A rule and the connection that it leads to.
final class Route {
    let rule = RowID()
    let connection = RowID()

    /// Of ids that no rule and no connection has.
    init() {
        rule.advance(milliseconds: 1, place: 0)
        connection.advance(milliseconds: 1, place: 0)
    }

    init(rule: [UInt8], connection: [UInt8]) {
        self.rule.set(rule)
        self.connection.set(connection)
    }
}
