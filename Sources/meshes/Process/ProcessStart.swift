import Foundation

/// What has to happen before anything else in the process, above all before the first task runs.
enum ProcessStart {
    /// The one place for choices about the process as a whole, such as NIO's event loops as the executor of all tasks
    /// (`NIOSingletons.unsafeTryInstallSingletonPosixEventLoopGroupAsConcurrencyGlobalExecutor()`).
    static func prepare() {
        // A peer that hangs up while we write must be an error of that connection, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        // Store, keys and credentials are for their owner only.
        umask(0o077)
        OpenFiles.raiseLimit()
    }
}
