public import MeshesModel

/// A value on its way into a statement.
public enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
    /// Sixteen bytes, big endian: an id, kept apart from `blob` so that it needs no allocation.
    case uuid(UInt64, UInt64)
}

extension SQLValue {
    public static func id<Entity>(_ id: Identifier<Entity>) -> SQLValue { .uuid(id.high, id.low) }

    public static func id<Entity>(_ id: Identifier<Entity>?) -> SQLValue {
        if let id { .uuid(id.high, id.low) } else { .null }
    }

    public static func time(_ time: Timestamp) -> SQLValue { .integer(time.milliseconds) }

    public static func time(_ time: Timestamp?) -> SQLValue {
        if let time { .integer(time.milliseconds) } else { .null }
    }

    public static func int(_ value: Int) -> SQLValue { .integer(Int64(value)) }

    public static func int(_ value: Int?) -> SQLValue {
        if let value { .integer(Int64(value)) } else { .null }
    }

    /// 1 or 0: both engines keep truth as an integer here.
    public static func bool(_ value: Bool) -> SQLValue { .integer(value ? 1 : 0) }

    public static func text(_ value: String?) -> SQLValue {
        if let value { .text(value) } else { .null }
    }

    /// The number that stands for a status.
    public static func status(_ status: DeliveryStatus) -> SQLValue { .integer(Int64(status.rawValue)) }
}
