/// Where the files are that the documents load.
struct LaunchAssets {
    let styles: String
    let app: String
    let failure: String

    /// Nil when the pages were not built into the program.
    init?(_ files: StaticFiles) {
        guard let styles = files.path(of: "app.css"), let app = files.path(of: "app.js"),
            let failure = files.path(of: "launch-error.js")
        else { return nil }
        self.styles = styles
        self.app = app
        self.failure = failure
    }
}
