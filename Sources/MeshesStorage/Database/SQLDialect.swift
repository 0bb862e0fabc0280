/// The engine behind a connection, for the few statements that are worth writing per engine.
public enum SQLDialect: Hashable, Sendable {
    case sqlite
    case postgres
}
