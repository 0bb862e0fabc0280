import ArgumentParser

struct ReceiverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receiver", abstract: "A receiver that answers 204 after a time; runs until it is ended.")

    @Option(help: "Port on loopback.") var port: UInt16
    @Option(help: "Seconds before each answer.") var delay = 30.0

    func run() throws {
        try SlowReceiver(port: port, delay: delay).run()
    }
}
