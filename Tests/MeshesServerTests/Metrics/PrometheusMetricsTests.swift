import MeshesServer
import Metrics
import Testing

@Suite struct PrometheusMetricsTests {
    @Test func everyKindIsPrinted() {
        let metrics = PrometheusMetrics()
        Counter(label: "b_total", dimensions: [("kind", "say \"hi\"\\\n")], factory: metrics).increment(by: 3)
        Counter(label: "b_total", dimensions: [("kind", "other")], factory: metrics).increment()
        Gauge(label: "c", factory: metrics).record(2.5)
        Meter(label: "d", factory: metrics).set(-7)
        let timer = Timer(label: "a_seconds", factory: metrics)
        timer.recordMilliseconds(1)
        timer.recordSeconds(60)
        Recorder(label: "e_size", factory: metrics).record(3)
        FloatingPointCounter(label: "f_total", factory: metrics).increment(by: 0.5)
        let text = metrics.text
        #expect(text.contains("# TYPE b_total counter\nb_total{kind=\"other\"} 1\nb_total{kind=\"say \\\"hi\\\"\\\\\\n\"} 3\n"))
        #expect(text.contains("# TYPE c gauge\nc 2.5\n"))
        #expect(text.contains("# TYPE d gauge\nd -7\n"))
        #expect(text.contains("a_seconds_bucket{le=\"0.0005\"} 0\na_seconds_bucket{le=\"0.001\"} 1\n"))
        #expect(text.contains("a_seconds_bucket{le=\"30.0\"} 1\na_seconds_bucket{le=\"+Inf\"} 2\na_seconds_sum 60.001\na_seconds_count 2\n"))
        #expect(text.contains("e_size_bucket{le=\"2.0\"} 0\ne_size_bucket{le=\"5.0\"} 1\n"))
        #expect(text.contains("f_total 0.5\n"))
    }

    @Test func sameLabelsAreOneSeries() {
        let metrics = PrometheusMetrics()
        for _ in 0..<3 { Counter(label: "a_total", factory: metrics).increment() }
        #expect(metrics.text == "# TYPE a_total counter\na_total 3\n")
    }

    @Test func oneNameHasOneKind() {
        let metrics = PrometheusMetrics()
        Counter(label: "a", factory: metrics).increment()
        Gauge(label: "a", factory: metrics).record(9)
        #expect(metrics.text == "# TYPE a counter\na 1\n")
    }

    @Test func destroyedSeriesAreGone() {
        let metrics = PrometheusMetrics()
        let counter = Counter(label: "a_total", dimensions: [("x", "1")], factory: metrics)
        Counter(label: "a_total", dimensions: [("x", "2")], factory: metrics).increment()
        counter.destroy()
        #expect(metrics.text == "# TYPE a_total counter\na_total{x=\"2\"} 1\n")
    }

    @Test func countersAreSafeFromManyTasks() async {
        let metrics = PrometheusMetrics()
        await withDiscardingTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    let counter = Counter(label: "a_total", factory: metrics)
                    for _ in 0..<1_000 { counter.increment() }
                }
            }
        }
        #expect(metrics.text.contains("a_total 8000\n"))
    }
}
