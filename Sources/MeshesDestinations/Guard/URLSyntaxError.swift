/// Why a text is no URL that we would call.
public struct URLSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The end of a sentence that begins with the parameter, for example "must have a host".
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
