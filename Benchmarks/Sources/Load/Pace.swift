/// When requests are sent.
enum Pace {
    /// As soon as the last one on the connection is answered.
    case closed
    /// At a fixed rate of requests a second, whatever the answers do. Latency counts from the moment a request was due,
    /// so that a server which stalls is charged for those that it kept waiting.
    case open(Double)
    /// As soon as the last one is answered, but with at most so many events that are not delivered everywhere yet. The
    /// rate this settles at is one that the whole way sustains, with no backlog that grows.
    case window(Int)
}
