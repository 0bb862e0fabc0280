/// What waits for the committer, within its limits.
struct CommitterQueue: Sendable {
    private var acceptances: [AcceptancePiece] = []
    private var records: [RecordPiece] = []
    private var writes: [WritePiece] = []
    private var acceptanceCount = 0
    private var acceptedBytes = 0
    private var otherCount = 0
    private let limits: CommitterLimits

    init(limits: CommitterLimits) {
        self.limits = limits
    }

    var isEmpty: Bool { acceptances.isEmpty && records.isEmpty && writes.isEmpty }
    /// Calls that wait.
    var count: Int { acceptances.count + records.count + writes.count }

    /// - Returns: false when there is no room. A call that is larger than the limits gets in when nothing else waits.
    mutating func add(_ piece: AcceptancePiece) -> Bool {
        let bytes = piece.bytes
        let fits = acceptanceCount + piece.acceptances.count <= limits.acceptances && acceptedBytes + bytes <= limits.acceptedBytes
        guard fits || acceptances.isEmpty else { return false }
        acceptances.append(piece)
        acceptanceCount += piece.acceptances.count
        acceptedBytes += bytes
        return true
    }

    mutating func add(_ piece: RecordPiece) -> Bool {
        guard otherCount + piece.changes.count <= limits.others || records.isEmpty else { return false }
        records.append(piece)
        otherCount += piece.changes.count
        return true
    }

    mutating func add(_ piece: WritePiece) -> Bool {
        guard otherCount < limits.others else { return false }
        writes.append(piece)
        otherCount += 1
        return true
    }

    /// Takes out what one transaction carries.
    mutating func takeRound() -> CommitterRound {
        let accepted = Self.take(&acceptances, upTo: limits.round) { $0.acceptances.count }
        let recorded = Self.take(&records, upTo: limits.round) { $0.changes.count }
        let written = Self.take(&writes, upTo: limits.round) { _ in 1 }
        for piece in accepted {
            acceptanceCount -= piece.acceptances.count
            acceptedBytes -= piece.bytes
        }
        otherCount -= recorded.reduce(0) { $0 + $1.changes.count } + written.count
        return CommitterRound(acceptances: accepted, records: recorded, writes: written)
    }

    private static func take<Piece>(_ pieces: inout [Piece], upTo limit: Int, weight: (Piece) -> Int) -> [Piece] {
        var total = 0
        var end = 0
        while end < pieces.count, total < limit {
            total += weight(pieces[end])
            end += 1
        }
        guard end < pieces.count else {
            defer { pieces = [] }
            return pieces
        }
        defer { pieces.removeFirst(end) }
        return Array(pieces[..<end])
    }
}

extension AcceptancePiece {
    /// Bytes of the payloads.
    var bytes: Int { acceptances.reduce(0) { $0 + $1.payload.count } }
}
