import MeshesModel
import MeshesStorage
import Testing

@testable import MeshesDelivery

@Suite struct QueueMeasurementTests {
    private let start = Timestamp(milliseconds: 1_000_000)
    private let size = QueueStatistics(waiting: 3, oldest: nil, parked: 1)

    @Test func aCountTakesAtMostAHundredthOfTheTime() {
        var measurement = QueueMeasurement()
        #expect(measurement.isDue(at: start) && measurement.last == nil)
        measurement.counted(size, began: start, ended: start)
        #expect(measurement.isDue(at: start) && measurement.last == size)
        measurement.counted(size, began: start, ended: start + .milliseconds(300))
        #expect(!measurement.isDue(at: start + .milliseconds(29_999)))
        #expect(measurement.isDue(at: start + .seconds(30)))
    }

    @Test func aClockThatWasPutBackDoesNotHoldItUp() {
        var measurement = QueueMeasurement()
        measurement.counted(size, began: start, ended: start + .seconds(1))
        #expect(measurement.isDue(at: start - .milliseconds(1)))
    }

    @Test func whatAnotherCountedIsShownAndDelaysNothing() {
        var measurement = QueueMeasurement()
        measurement.heard(size)
        #expect(measurement.last == size && measurement.isDue(at: start))
    }
}
