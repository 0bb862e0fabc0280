import ArgumentParser

@main
enum EntryPoint {
    static func main() async {
        ProcessStart.prepare()
        do {
            var command = try Meshes.parseAsRoot()
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch {
            Meshes.exit(withError: FailureText.presentable(error))
        }
    }
}
