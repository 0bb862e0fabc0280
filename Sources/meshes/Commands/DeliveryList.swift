import MeshesClient
import MeshesModel

/// The answer of `retry` and `cancel`: the deliveries as they stand now.
enum DeliveryList {
    static func show(_ deliveries: [API.Delivery], on output: Output) throws {
        if output.isJSON { return try output.json(deliveries) }
        var table = Table([
            .init("event", isFlexible: true), .init("status"), .init("attempts", rightAligned: true), .init("rule"), .init("delivery"),
        ])
        table.rows = deliveries.map { delivery in
            [
                Cell(delivery.event), StatusLook(delivery.status).cell(), Cell("\(delivery.attemptCount)"),
                Cell(delivery.rule.description), Cell(delivery.id.description),
            ]
        }
        output.show(table)
    }
}
