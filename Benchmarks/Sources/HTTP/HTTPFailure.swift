/// What was read is not the HTTP that these tools speak.
struct HTTPFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
