import MeshesTestSupport
import Testing

@testable import MeshesDestinations

struct KeyedLockTests {
    @Test func oneHolderAtATimeForEachKeyAndNoneElsewhere() async {
        let lock = KeyedLock()
        #expect(await lock.acquire("a"))
        #expect(await lock.acquire("b"))
        let order = Recorded<Int>()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                #expect(await lock.acquire("a"))
                order.append(2)
                lock.release("a")
            }
            order.append(1)
            lock.release("a")
            await group.waitForAll()
        }
        #expect(order.all == [1, 2])
        #expect(await lock.acquire("a"))
    }

    @Test func asManyHoldersAsThereArePlaces() async {
        let lock = KeyedLock()
        #expect(await lock.acquire("a", places: 2))
        #expect(await lock.acquire("a", places: 2))
        let order = Recorded<Int>()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                #expect(await lock.acquire("a", places: 2))
                order.append(2)
            }
            order.append(1)
            lock.release("a")
            await group.waitForAll()
        }
        #expect(order.all == [1, 2])
        lock.release("a")
        lock.release("a")
        #expect(await lock.acquire("a", places: 1))
    }

    @Test func aCancelledWaiterHoldsNothing() async {
        let lock = KeyedLock()
        #expect(await lock.acquire("a"))
        await withTaskGroup(of: Bool.self) { group in
            group.addTask { await lock.acquire("a") }
            group.cancelAll()
            #expect(await group.next() == false)
        }
        lock.release("a")
        #expect(await lock.acquire("a"))
    }
}
