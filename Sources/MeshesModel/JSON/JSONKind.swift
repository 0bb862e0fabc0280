/// The six kinds of JSON value.
public enum JSONKind: Hashable, Sendable {
    case null, bool, number, string, array, object
}
