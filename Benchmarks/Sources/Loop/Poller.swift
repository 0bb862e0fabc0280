import CEpoll
import Glibc

/// Something with a file descriptor that wants to know when it can be read.
protocol PollHandler: AnyObject {
    func readable() throws
}

/// One thread's wait for many sockets. A generator on this costs about a third of one on an HTTP library, which matters
/// where it shares two cores with what it measures.
final class Poller {
    private let descriptor: Int32
    private var handlers: [(any PollHandler)?] = []
    private var events = [epoll_event](repeating: epoll_event(), count: 256)

    init() throws {
        descriptor = try SystemFailure.check("epoll_create1", epoll_create1(0))
    }

    deinit { close(descriptor) }

    func add(_ socket: Int32, _ handler: any PollHandler) throws {
        while handlers.count <= Int(socket) { handlers.append(nil) }
        handlers[Int(socket)] = handler
        var event = epoll_event()
        event.events = EPOLLIN.rawValue
        event.data.fd = socket
        _ = try SystemFailure.check("epoll_ctl", epoll_ctl(descriptor, EPOLL_CTL_ADD, socket, &event))
    }

    func remove(_ socket: Int32) {
        var event = epoll_event()
        _ = epoll_ctl(descriptor, EPOLL_CTL_DEL, socket, &event)
        handlers[Int(socket)] = nil
    }

    /// Waits until a socket is readable or `deadline` (monotonic nanoseconds) has come, and calls the handlers.
    func wait(until deadline: Int64) throws {
        let left = max(0, deadline - monotonicNanoseconds())
        var time = timespec(tv_sec: Int(left / 1_000_000_000), tv_nsec: Int(left % 1_000_000_000))
        let count = epoll_pwait2(descriptor, &events, Int32(events.count), &time, nil)
        if count == -1 {
            guard errno == EINTR else { throw SystemFailure("epoll_pwait2") }
            return
        }
        for index in 0..<Int(count) {
            try handlers[Int(events[index].data.fd)]?.readable()
        }
    }
}
