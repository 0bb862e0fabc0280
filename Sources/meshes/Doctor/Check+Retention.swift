extension Check {
    /// - Parameter exceptions: workspaces that ask for something else than the settings.
    static func retention(exceptions: Int) -> Check {
        let settings = "history is kept as the settings under retention say"
        return switch exceptions {
        case 0: .good("retention", settings)
        case 1: .good("retention", "\(settings); one workspace has its own times")
        default: .good("retention", "\(settings); \(exceptions) workspaces have their own times")
        }
    }
}
