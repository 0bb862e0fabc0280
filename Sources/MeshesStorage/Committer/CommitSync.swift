import Dispatch
import Foundation
import MeshesModel
import Synchronization

/// Makes rounds durable on a thread of its own, so that the next transaction runs while the log of the last is synced; then
/// tells the callers. At most one round ahead: with more, rounds would become small and many, each with its own costs.
final class CommitSync: Sendable {
    private let driver: any DatabaseDriver
    private let options: StoreOptions
    /// The round that is synced or about to be; the thread ends when it is woken without one.
    private let round = Mutex<CommitterSettlement?>(nil)
    private let failed = Mutex(false)
    private let given = DispatchSemaphore(value: 0)
    private let free = DispatchSemaphore(value: 1)
    private let ended = DispatchSemaphore(value: 0)

    init(driver: any DatabaseDriver, options: StoreOptions) {
        self.driver = driver
        self.options = options
        let thread = Thread { [self] in
            while let round = next() {
                carryOut(round)
                free.signal()
            }
            ended.signal()
        }
        thread.name = "meshes.sync"
        thread.start()
    }

    /// Whether a sync has failed. What was written since the one before it may be lost, and the system forgets such a
    /// failure once it was told, so nothing is good any more until the store is opened anew.
    var hasFailed: Bool { failed.withLock { $0 } }

    /// Takes a committed round, once the one before has been told. Called by one thread, as the others.
    func take(_ settlement: CommitterSettlement) {
        free.wait()
        round.withLock { $0 = settlement }
        given.signal()
    }

    /// The same on the calling thread; returns when it has been told.
    func carryOutHere(_ settlement: CommitterSettlement) {
        free.wait()
        carryOut(settlement)
        free.signal()
    }

    /// Returns when all that was taken has been told.
    func drain() {
        free.wait()
        free.signal()
    }

    /// Drains and ends the thread. Nothing may be given afterwards.
    func finish() {
        free.wait()
        given.signal()
        ended.wait()
        free.signal()
    }

    private func next() -> CommitterSettlement? {
        given.wait()
        return round.withLock { $0.take() }
    }

    private func carryOut(_ round: CommitterSettlement) {
        do {
            guard !hasFailed else { throw MeshesError.storeUnavailable }
            try driver.sync()
            round.untold.tell()
            options.onCommit?(round.report)
        } catch {
            failed.withLock { $0 = true }
            if let failure = error as? DatabaseFailure { options.onRefusal?(failure) }
            round.untold.fail(MeshesError.storeUnavailable)
        }
    }
}
