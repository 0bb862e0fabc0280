public import MeshesModel

/// One page of events.
public struct EventPage: Sendable {
    public var page: Page<Event>
    /// Set when the call has looked at as many events as it may before the page was full: all that fit and are younger than
    /// this are in `page`, and its cursor goes on from here.
    public var searchedUntil: Timestamp?

    public var records: [Event] { page.records }
}
