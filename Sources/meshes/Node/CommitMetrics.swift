import MeshesServer
import MeshesStorage
import Metrics

/// Reports each group commit: how long it took and how much it carried.
struct CommitMetrics {
    let options: StoreOptions

    init(_ metrics: PrometheusMetrics) {
        let seconds = Recorder(label: "meshes_commit_seconds", factory: metrics)
        let pieces = Recorder(label: "meshes_commit_pieces", factory: metrics)
        var options = StoreOptions()
        options.onCommit = { report in
            seconds.record(report.duration.inSeconds)
            pieces.record(report.pieces)
        }
        self.options = options
    }
}
