import ArgumentParser

struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Change the key that secrets are encrypted with.",
        discussion: """
            Which keys are in use, and for how many secrets, is told by meshes doctor.
              meshes keys rotate --data ./data
              meshes keys drop --data ./data
            """,
        subcommands: [RotateCommand.self, DropCommand.self])
}
