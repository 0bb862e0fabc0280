extension Credentials {
    /// The sheet that set-up prints once.
    func show(on output: Output, savedIn path: String?) {
        let paint = output.paint
        let rows = [
            ("organization_id", organizationID), ("access_key", accessKey), ("secret_key", secretKey), ("workspace_id", workspaceID),
            ("publishable_key", publishableKey),
        ]
        output.say(paint.bold("Meshes is set up. These keys are shown only now:"))
        for (name, value) in rows { output.say("  \(paint.dim(name.padded(to: 17)))\(value)") }
        if let path {
            output.say("They are kept in \(path) (mode 0600) for the client commands; delete the file if you do not want that.")
        }
    }
}
