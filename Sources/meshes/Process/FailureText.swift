import ArgumentParser
import MeshesClient
import MeshesModel

/// Turns whatever ends a command into one clear sentence.
enum FailureText {
    /// Errors of the argument parser stay as they are, since they bring usage and exit code with them.
    static func presentable(_ error: any Error) -> any Error {
        switch error {
        case let error as MeshesError: CommandFailure(sentence(error))
        case let error as ClientError: CommandFailure(sentence(error))
        default: error
        }
    }

    static func sentence(_ error: MeshesError) -> String {
        guard !error.issues.isEmpty else { return error.message }
        return error.message + " " + error.issues.map { "\($0.param) \($0.msg)" }.joined(separator: "; ") + "."
    }

    static func sentence(_ error: ClientError) -> String {
        switch error {
        case .refused(let answer) where answer.status == 401: "\(answer). Check the keys, or the clock of this machine."
        case .unreachable: "\(error) Is `meshes serve` running there?"
        default: error.description
        }
    }
}
