import MeshesModel
@testable import MeshesDelivery
import Testing

@Suite struct ChangeFeedTests {
    let ids = IdentifierSource(time: SystemTime())

    @Test func namesEachOnceAndSaysWhenThereIsMore() throws {
        let feed = ChangeFeed(limit: 1, perWorkspace: 1)
        let workspace: Workspace.ID = ids.next()
        let subscription = try #require(feed.subscribe(to: workspace, ChangeScope()))
        let event: Event.ID = ids.next()
        for _ in 0..<3 { feed.tell(workspace, .event(event, resource: "global", resourceID: nil)) }
        var changes = try #require(subscription.take())
        #expect(Array(changes.events) == [event])
        #expect(!changes.more)
        #expect(subscription.take() == nil)
        for _ in 0...ChangeSet.limit { feed.tell(workspace, .event(ids.next(), resource: "global", resourceID: nil)) }
        changes = try #require(subscription.take())
        #expect(changes.events.count == ChangeSet.limit)
        #expect(changes.more)
    }

    @Test func keepsToThePairOfAResource() throws {
        let feed = ChangeFeed(limit: 1, perWorkspace: 1)
        let workspace: Workspace.ID = ids.next()
        let subscription = try #require(feed.subscribe(to: workspace, ChangeScope(lock: ResourceLock(resource: "team", resourceID: "7"))))
        let own: Event.ID = ids.next()
        let rule: Rule.ID = ids.next()
        feed.tell(workspace, .event(ids.next(), resource: "team", resourceID: "8"))
        feed.tell(workspace, .event(ids.next(), resource: "team", resourceID: nil))
        feed.tell(workspace, .rule(ids.next(), resource: "team", resourceID: nil, hidden: false))
        #expect(subscription.take() == nil)
        feed.tell(workspace, .event(own, resource: "team", resourceID: "7"))
        feed.tell(workspace, .rule(rule, resource: "team", resourceID: "7", hidden: false))
        let changes = try #require(subscription.take())
        #expect(Array(changes.events) == [own])
        #expect(Array(changes.rules) == [rule])
    }

    @Test func keepsHiddenThingsFromThoseWhoDoNotSeeThem() throws {
        let feed = ChangeFeed(limit: 2, perWorkspace: 2)
        let workspace: Workspace.ID = ids.next()
        let all = try #require(feed.subscribe(to: workspace, ChangeScope()))
        let few = try #require(feed.subscribe(to: workspace, ChangeScope(includesHidden: false)))
        feed.tell(workspace, .rule(ids.next(), resource: nil, resourceID: nil, hidden: true))
        feed.tell(workspace, .connection(ids.next(), hidden: true))
        #expect(few.take() == nil)
        #expect(all.take()?.rules.count == 1)
    }
}
