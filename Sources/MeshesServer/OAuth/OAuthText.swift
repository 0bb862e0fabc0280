/// What people read when a sign-in does not go through.
enum OAuthText {
    static let tooLate = "The sign-in took longer than 10 minutes. Close this window and connect again."
    static let spentTicket = "This link is too old or was used before. Close this window and connect again."
    static let spentState = "This sign-in is too old, was finished before, or was begun in another browser. Close this window and connect again."
    static let denied = "You did not allow the connection, so nothing was connected. Close this window to go back."
    static let sessionOver = "Your session has ended in the meantime, so nothing was connected. Close this window, reload the page and connect again."
    static let gone = "The workspace or connection was deleted in the meantime, so nothing was connected."
    static let fault = "Something went wrong on this server, so nothing was connected. Close this window and connect again."

    static func refused(_ provider: String, code: String) -> String {
        "\(provider) answered with an error (\(code)), so nothing was connected. Close this window and connect again."
    }

    static func failed(_ provider: String, _ reason: String) -> String {
        "\(provider) could not be connected: \(reason)"
    }
}
