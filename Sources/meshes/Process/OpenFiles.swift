import Foundation

/// The limit of open files and sockets of this process.
enum OpenFiles {
    /// The soft limit in force.
    static var limit: Int {
        var limits = rlimit()
        guard getrlimit(resource, &limits) == 0 else { return 0 }
        return Int(clamping: limits.rlim_cur)
    }

    /// Raises the soft limit to the hard one, at most to 65,536: each connection in and out is an open file.
    static func raiseLimit() {
        var limits = rlimit()
        guard getrlimit(resource, &limits) == 0 else { return }
        limits.rlim_cur = max(limits.rlim_cur, min(limits.rlim_max, 65_536))
        _ = setrlimit(resource, &limits)
    }

    #if canImport(Glibc)
        private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
        private static let resource = RLIMIT_NOFILE
    #endif
}
