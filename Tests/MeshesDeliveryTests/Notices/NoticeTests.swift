import MeshesModel
import MeshesStorage
import MeshesTestSupport
import Testing

@testable import MeshesDelivery

/// What nodes tell each other survives the way as text.
@Suite struct NoticeTests {
    static let ids = IdentifierSource(time: ManualTime())
    static let moment = Timestamp(milliseconds: 1_767_225_600_123)

    static let all: [Notice] = [
        .connection(ids.next()), .mapping(ids.next()), .grant(ids.next()), .work(ids.next()), .whoWatches,
        .queue(QueueStatistics(waiting: 7, oldest: nil, parked: 1)),
        .queue(QueueStatistics(waiting: 1_000_000, oldest: Timestamp(milliseconds: 5), parked: 0)),
        .rule(ids.next(), ids.next(), isOver: true), .rule(ids.next(), ids.next(), isOver: false),
        .pause(ids.next(), until: moment), .circuit(ids.next(), probeAt: moment), .circuit(ids.next(), probeAt: nil),
        .watch(ids.next()), .change(ids.next(), .manyEvents),
        .change(ids.next(), .event(ids.next(), resource: "form", resourceID: nil)),
        .change(ids.next(), .event(ids.next(), resource: "", resourceID: "a b\nc-=%20é")),
        .change(ids.next(), .connection(ids.next(), hidden: true)), .change(ids.next(), .connection(ids.next(), hidden: false)),
        .change(ids.next(), .rule(ids.next(), resource: nil, resourceID: nil, hidden: true)),
        .change(ids.next(), .rule(ids.next(), resource: "-", resourceID: "-", hidden: false)),
    ]

    @Test(arguments: all) func returnsAsItWas(_ notice: Notice) {
        #expect(Notice(notice.text) == notice)
        #expect(!notice.text.contains("\n") && notice.text.utf8.count <= NoticeLimits.text)
    }

    @Test(arguments: ["", "news 1", "connection", "connection x", "pause 0", "event a b", "watch"])
    func isNothingWhenItIsNotUnderstood(_ text: String) {
        #expect(Notice(text) == nil)
    }

    @Test func watchersElsewhereAreToldOfManyChangesInOne() {
        let watchers = DistantWatchers()
        let (workspace, other): (Workspace.ID, Workspace.ID) = (Self.ids.next(), Self.ids.next())
        let change = Change.event(Self.ids.next(), resource: "form", resourceID: nil)
        watchers.note(workspace, change)
        #expect(watchers.take(at: Self.moment).isEmpty)
        watchers.watch(workspace, at: Self.moment)
        watchers.note(workspace, change)
        watchers.note(workspace, change)
        watchers.note(other, change)
        #expect(watchers.take(at: Self.moment).map(\.1) == [change])
        for _ in 0..<500 { watchers.note(workspace, .event(Self.ids.next(), resource: "form", resourceID: nil)) }
        let many = watchers.take(at: Self.moment).map(\.1)
        #expect(many.count == 51 && many.last == .manyEvents)
        watchers.note(workspace, change)
        #expect(watchers.take(at: Self.moment + DistantWatchers.lifetime).isEmpty)
    }
}
