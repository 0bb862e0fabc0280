/// Why the guard does not let a URL through. For the person who saves it; the history of deliveries never shows it.
public struct GuardRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The end of a sentence that begins with the parameter.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
