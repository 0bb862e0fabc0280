import Foundation
import MeshesModel

/// The machine's clock and limits.
struct MachineChecks {
    let now: Timestamp

    var all: [Check] { [clock, openFiles] }

    private var clock: Check {
        let name = "clock"
        let shown = "\(TimeText.full(now)) here, \(now)"
        // Tokens live 30 seconds and certificates have dates: a wrong clock breaks both.
        guard now.seconds > 1_767_225_600 else { return .bad(name, "\(shown): lies in the past") }
        return .good(name, shown)
    }

    private var openFiles: Check {
        let limit = OpenFiles.limit
        let finding = "\(limit); each connection in and out takes one"
        return limit < 4096 ? .warning("open files", finding + ": raise it with ulimit -n") : .good("open files", finding)
    }
}
