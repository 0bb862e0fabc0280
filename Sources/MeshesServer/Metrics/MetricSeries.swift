/// One line, or one group of lines, of the text format.
protocol MetricSeries: AnyObject, Sendable {
    /// - Parameter labels: as they stand between braces; may be empty.
    func write(name: String, labels: String, to text: inout String)
}

/// The word after `# TYPE`.
enum MetricKind: String {
    case counter, gauge, histogram
}
