import MeshesModel
import MeshesStorage

/// The size of the queue as it was counted last, and when it is to be counted again. One node counts for all, and for at most a
/// hundredth of the time, so that a long queue is counted more rarely.
struct QueueMeasurement {
    private(set) var last: QueueStatistics?
    private var began = Timestamp(milliseconds: 0)
    private var due = Timestamp(milliseconds: 0)

    /// Whether a count may begin. A clock that was put back does not hold it up.
    func isDue(at now: Timestamp) -> Bool { now >= due || now < began }

    /// This node has counted.
    mutating func counted(_ statistics: QueueStatistics, began: Timestamp, ended: Timestamp) {
        last = statistics
        self.began = began
        due = ended + (ended - began) * 99
    }

    /// Another node has counted.
    mutating func heard(_ statistics: QueueStatistics) { last = statistics }
}
