import MeshesModel

extension Identifier {
    /// The smallest version 7 id of a moment: all ids made before it are smaller.
    static func first(at time: Timestamp) -> Identifier {
        Identifier(high: UInt64(bitPattern: max(0, time.milliseconds)) << 16, low: 0)
    }
}
