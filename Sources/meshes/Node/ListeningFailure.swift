import Foundation
import NIOCore

/// Says what is wrong when the server cannot listen.
enum ListeningFailure {
    static func explained(_ error: any Error, _ settings: Settings) -> any Error {
        guard let error = error as? IOError else { return error }
        let place = "\(settings.host):\(settings.port)"
        return switch error.errnoCode {
        case EADDRINUSE: CommandFailure("\(place) is in use by another program; choose another port with --port.")
        case EACCES: CommandFailure("This user may not listen on \(place); ports below 1024 need privileges.")
        case EADDRNOTAVAIL: CommandFailure("\(settings.host) is no address of this machine; choose another with --host.")
        default: CommandFailure("The server cannot listen on \(place): \(error).")
        }
    }
}
