/// An operator's guard setting that cannot be read.
public struct GuardSettingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// For example `webhooks.allowedCIDRs`.
    public let setting: String
    public let value: String
    /// What the setting takes.
    public let expected: String

    public var description: String { "\(setting): \"\(value)\" is not \(expected)" }
}
