import MeshesModel
import MeshesStorage

extension DeliveryEngine {
    /// Tells the other nodes, if there can be any.
    func say(_ notice: Notice) { store.notices?.post(notice.text) }

    /// Follows what the other nodes tell, until the bus is closed or this is canceled.
    func heed(_ bus: any NoticeBus) async {
        bus.start()
        for await _ in bus.bell {
            let batch = bus.take()
            if batch.isIncomplete || batch.isListening != hearsOthers {
                await beginAnew(hearing: batch.isListening)
                if batch.isListening { bus.post(Notice.whoWatches.text) }
            }
            for text in batch.texts {
                guard !Task.isCancelled else { return }
                // What a newer version tells may mean anything.
                guard let notice = Notice(text) else {
                    await beginAnew(hearing: batch.isListening)
                    continue
                }
                do {
                    try await follow(notice)
                } catch {
                    logger.error("following another node failed", metadata: ["notice": "\(text)", "error": "\(error)"])
                    await beginAnew(hearing: batch.isListening)
                }
            }
        }
    }

    /// Tells the nodes on which somebody watches what has changed here, and what is watched here.
    func tellWatchers() {
        for (workspace, change) in distantWatchers.take(at: time.now()) { say(.change(workspace, change)) }
    }

    func tellWhatIsWatched() {
        for workspace in changes.watched { say(.watch(workspace)) }
    }

    /// Something may have been missed: nothing that was known of the others' doings counts.
    ///
    /// What waits in memory goes back to the store, where a canceled delivery shows that it is.
    private func beginAnew(hearing: Bool) async {
        let began = !hearsOthers && hearing
        // Until all is forgotten, rules are looked up before each attempt.
        isHearing.store(false, ordering: .releasing)
        connections.forgetAll(keeping: hearing)
        mappings.forgetAll(keeping: hearing)
        grants.forgetAll(keeping: hearing)
        routing.forgetAll(keeping: hearing)
        guard hearing else {
            logger.warning("the other nodes are not heard; nothing is remembered until they are")
            return
        }
        rules.forgetEnded()
        do {
            try await giveBack(scheduler.withLock { $0.takeWaiting() })
        } catch {
            logger.error("giving deliveries back failed", metadata: ["error": "\(error)"])
        }
        isHearing.store(true, ordering: .releasing)
        if began { tellWhatIsWatched() }
        tick()
    }

    private func follow(_ notice: Notice) async throws {
        switch notice {
        case .connection(let id): try await followConnection(id)
        case .rule(let id, let workspace, let isOver):
            routing.forget(workspace)
            if isOver { rules.end(id) } else { rules.resume(id) }
        case .mapping(let id): mappings.forget(id)
        case .grant(let id): grants.forget(id)
        case .work(let id):
            guard settings.dispatches, let connection = try await connections.connection(id), connection.active else { return }
            wake(id, connection.workspace, concurrency(of: connection.type))
        case .pause(let id, let until):
            try await changeLane(id) { $0.pause($1.id, $1.workspace, concurrency: self.concurrency(of: $1.type), until: until) }
        case .circuit(let id, let probeAt):
            try await changeLane(id) { $0.follow($1.id, $1.workspace, concurrency: self.concurrency(of: $1.type), probeAt: probeAt) }
        case .watch(let workspace): distantWatchers.watch(workspace, at: time.now())
        case .whoWatches: tellWhatIsWatched()
        case .queue(let statistics):
            queue.withLock { $0.heard(statistics) }
            showQueue()
        case .change(let workspace, let change): changes.pass(workspace, change)
        }
    }

    private func changeLane(_ id: Connection.ID, _ change: (inout LaneScheduler, Connection) -> Void) async throws {
        guard let connection = try await connections.connection(id) else { return }
        scheduler.withLock { change(&$0, connection) }
        startWaiting()
    }

    /// Another node has changed a connection, and sweeps over what waits for it; here only the lane follows.
    private func followConnection(_ id: Connection.ID) async throws {
        connections.forget(id)
        mappings.forget(id)
        guard let connection = try await connections.connection(id) else {
            return try await giveBack(scheduler.withLock { $0.clear(id) })
        }
        if let grant = connection.grant { grants.forget(grant) }
        routing.forget(connection.workspace)
        if connection.active {
            scheduler.withLock { $0.reset(id) }
            if settings.dispatches { wake(id, connection.workspace, concurrency(of: connection.type)) }
        } else {
            try await giveBack(scheduler.withLock { $0.clear(id) })
            enqueue(.sweep(.park(id, connection.workspace, reason: Self.parkedMessage)))
        }
    }

    /// The store has deliveries of a lane that are due: this node claims some, or tells those that do.
    func wake(_ id: Connection.ID, _ workspace: Workspace.ID, _ concurrency: Int) {
        guard settings.dispatches else { return say(.work(id)) }
        let now = time.now()
        let refill = scheduler.withLock { scheduler in
            scheduler.noteBacklog(id, workspace, concurrency: concurrency)
            return scheduler.refill(id, at: now)
        }
        if let refill { enqueue(.refill(refill)) }
    }
}
