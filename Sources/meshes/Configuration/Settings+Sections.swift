import MeshesDestinations

extension Settings {
    /// Calls within a time, where 0 switches a limit off; and live streams at once.
    struct Limits: Sendable {
        var eventsPerSecond: Int
        var eventsBurst: Int
        var bulkEventsPerSecond: Int
        var bulkEventsBurst: Int
        var managementPerSecond: Int
        var managementBurst: Int
        var sessionsPerSecond: Int
        var sessionsBurst: Int
        var launchesPerMinute: Int
        var failedCredentialsPerMinute: Int
        var manualRetriesPerMinute: Int
        var workspaceStreams: Int
        var streams: Int

        init(_ sources: SettingSources) throws(InvalidSetting) {
            eventsPerSecond = try sources.value(SettingTable.eventsPerSecond)
            eventsBurst = try sources.value(SettingTable.eventsBurst)
            bulkEventsPerSecond = try sources.value(SettingTable.bulkEventsPerSecond)
            bulkEventsBurst = try sources.value(SettingTable.bulkEventsBurst)
            managementPerSecond = try sources.value(SettingTable.managementPerSecond)
            managementBurst = try sources.value(SettingTable.managementBurst)
            sessionsPerSecond = try sources.value(SettingTable.sessionsPerSecond)
            sessionsBurst = try sources.value(SettingTable.sessionsBurst)
            launchesPerMinute = try sources.value(SettingTable.launchesPerMinute)
            failedCredentialsPerMinute = try sources.value(SettingTable.failedCredentialsPerMinute)
            manualRetriesPerMinute = try sources.value(SettingTable.manualRetriesPerMinute)
            workspaceStreams = try sources.value(SettingTable.workspaceStreams)
            streams = try sources.value(SettingTable.streams)
        }
    }

    /// Which targets webhooks may have.
    struct Webhooks: Sendable {
        var allowHTTP: HTTPAllowance
        var allowedCIDRs: [AddressRange]
        var allowedHosts: [HostPattern]
        var deniedHosts: [HostPattern]
        var deniedCIDRs: [AddressRange]
        var caFile: String?

        init(_ sources: SettingSources) throws(InvalidSetting) {
            allowHTTP = try sources.value(SettingTable.allowHTTP)
            allowedCIDRs = try sources.value(SettingTable.allowedCIDRs)
            allowedHosts = try sources.value(SettingTable.allowedHosts)
            deniedHosts = try sources.value(SettingTable.deniedHosts)
            deniedCIDRs = try sources.value(SettingTable.deniedCIDRs)
            caFile = try sources.value(SettingTable.caFile)
        }
    }

    /// When and how many attempts are made.
    struct Delivery: Sendable {
        var retryDelays: [Duration]
        var retryJitter: Double
        var retryWindow: Duration
        var parkingLimit: Duration
        var workspaceConcurrency: Int
        var concurrency: Int
        var pollInterval: Duration

        init(_ sources: SettingSources) throws(InvalidSetting) {
            retryDelays = try sources.value(SettingTable.retryDelays)
            retryJitter = try sources.value(SettingTable.retryJitter)
            retryWindow = try sources.value(SettingTable.retryWindow)
            parkingLimit = try sources.value(SettingTable.parkingLimit)
            workspaceConcurrency = try sources.value(SettingTable.workspaceConcurrency)
            concurrency = try sources.value(SettingTable.concurrency)
            pollInterval = try sources.value(SettingTable.pollInterval)
        }
    }

    /// How long history is kept.
    struct Retention: Sendable {
        var events: Duration
        var failedEvents: Duration
        var payloads: Duration
        var responseDetails: Duration
        var counters: Duration

        init(_ sources: SettingSources) throws(InvalidSetting) {
            events = try sources.value(SettingTable.keepEvents)
            failedEvents = try sources.value(SettingTable.keepFailedEvents)
            payloads = try sources.value(SettingTable.keepPayloads)
            responseDetails = try sources.value(SettingTable.keepResponseDetails)
            counters = try sources.value(SettingTable.keepCounters)
        }
    }
}
