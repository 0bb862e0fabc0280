import Logging
import MeshesServer
import MeshesStorage
import Metrics

/// Reports each group commit, how long it took and how much it carried, and why calls are refused when the database fails.
struct CommitMetrics {
    let options: StoreOptions

    init(_ metrics: PrometheusMetrics, logger: Logger) {
        let seconds = Recorder(label: "meshes_commit_seconds", factory: metrics)
        let pieces = Recorder(label: "meshes_commit_pieces", factory: metrics)
        let refusals = Counter(label: "meshes_store_refusals_total", factory: metrics)
        var options = StoreOptions()
        options.onCommit = { report in
            seconds.record(report.duration.inSeconds)
            pieces.record(report.pieces)
        }
        let log = RefusalLog(logger: logger)
        options.onRefusal = { failure in
            refusals.increment()
            log.note(failure)
        }
        self.options = options
    }
}
