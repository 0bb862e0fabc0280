/// Ends a command with one clear sentence and exit code 1.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ sentence: String) {
        description = sentence
    }
}
