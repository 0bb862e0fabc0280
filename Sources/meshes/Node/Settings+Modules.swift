import Foundation
import MeshesDelivery
import MeshesDestinations
import MeshesModel
import MeshesServer
import MeshesStorage

/// What the settings mean to each module.
extension Settings {
    var engine: EngineSettings {
        var retention = RetentionSettings()
        retention.events = self.retention.events
        retention.failedEvents = self.retention.failedEvents
        retention.payloads = self.retention.payloads
        retention.responseDetails = self.retention.responseDetails
        retention.rollups = self.retention.counters
        var settings = EngineSettings(
            schedule: RetrySchedule(steps: delivery.retryDelays, jitter: delivery.retryJitter, window: delivery.retryWindow),
            nodeLease: nodeLease,
            node: NodeDescription(version: Meshes.version, host: ProcessInfo.processInfo.hostName, roles: roles.map(\.rawValue).sorted()),
            workspaceConcurrency: delivery.workspaceConcurrency, concurrency: delivery.concurrency,
            pollInterval: delivery.pollInterval, parkingLimit: delivery.parkingLimit,
            manualRetriesPerMinute: limits.manualRetriesPerMinute, workspaceStreams: limits.workspaceStreams, streams: limits.streams,
            retention: retention)
        settings.dispatches = roles.contains(.dispatch)
        return settings
    }

    var server: ServerSettings {
        let url = embed.url ?? (port == 0 ? publicURL : publicURL(listeningOn: port))
        var settings = ServerSettings(
            host: host, port: port, limits: limits.rates,
            embed: EmbedSettings(
                url: url, defaultOrigins: embed.defaultOrigins, requiresOrigins: embed.requireAllowedOrigins,
                longestSession: embed.refreshLimit, grace: embed.refreshGrace))
        settings.servesAPI = roles.contains(.api)
        return settings
    }

    /// Says to providers which installation calls.
    var providerUserAgent: String {
        "Meshes-Selfhost/\(Meshes.version)" + (publicURL.map { " (+\($0))" } ?? "")
    }

    var guardPolicy: GuardPolicy {
        var policy = GuardPolicy.strict
        policy.allowHTTP = webhooks.allowHTTP
        policy.allowedHosts = webhooks.allowedHosts
        policy.allowedCIDRs = webhooks.allowedCIDRs
        policy.deniedHosts = webhooks.deniedHosts
        policy.deniedCIDRs = webhooks.deniedCIDRs
        policy.caFile = webhooks.caFile
        policy.ownHosts = ownHosts
        return policy
    }
}

extension Settings {
    /// The host under which others reach this server: a webhook to it would send events round in circles.
    private var ownHosts: [HostPattern] {
        guard let publicURL, let url = URL(string: publicURL), let host = url.host() else { return [] }
        return [HostPattern(url.port.map { "\(host):\($0)" } ?? host)].compactMap { $0 }
    }
}

extension Settings.Limits {
    var rates: RateLimitSettings {
        RateLimitSettings(
            events: RateLimit(perSecond: Double(eventsPerSecond), burst: eventsBurst),
            bulkEvents: RateLimit(perSecond: Double(bulkEventsPerSecond), burst: bulkEventsBurst),
            management: RateLimit(perSecond: Double(managementPerSecond), burst: managementBurst),
            sessions: RateLimit(perSecond: Double(sessionsPerSecond), burst: sessionsBurst),
            launches: RateLimit(perSecond: Double(launchesPerMinute) / 60, burst: launchesPerMinute),
            failedCredentials: RateLimit(perSecond: Double(failedCredentialsPerMinute) / 60, burst: failedCredentialsPerMinute))
    }
}
