/// One row of a result, valid only while it is being read. Columns count from 0.
public protocol SQLRow {
    func isNull(_ column: Int) -> Bool
    /// 0 for NULL.
    func integer(_ column: Int) -> Int64
    /// 0 for NULL.
    func real(_ column: Int) -> Double
    /// Empty for NULL.
    func text(_ column: Int) -> String
    /// Empty for NULL.
    func blob(_ column: Int) -> [UInt8]
    /// The two halves of a 16-byte value; nil for anything else.
    func uuid(_ column: Int) -> (high: UInt64, low: UInt64)?
}
