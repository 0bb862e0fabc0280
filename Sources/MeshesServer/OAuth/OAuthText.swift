/// What people read when a sign-in does not go through, in its own window and on the page where they began it.
enum OAuthText {
    /// Follows in the window, which stays open so that it can be read.
    static let goBack = "You can close this window and connect again where you were."
    static let tooLate = "The sign-in took longer than 10 minutes."
    static let spentTicket = "This link is too old or was used before."
    static let spentState = "This sign-in is too old, was finished before, or was begun in another browser."
    static let denied = "You did not allow the connection, so nothing was connected."
    static let sessionOver = "Your session has ended in the meantime, so nothing was connected. Reload the page and connect again."
    static let gone = "The workspace or connection was deleted in the meantime, so nothing was connected."
    static let fault = "Something went wrong on this server, so nothing was connected."

    static func refused(_ provider: String, code: String) -> String {
        "\(provider) answered with an error (\(code)), so nothing was connected."
    }

    static func failed(_ provider: String, _ reason: String) -> String {
        "\(provider) could not be connected: \(reason)"
    }
}
