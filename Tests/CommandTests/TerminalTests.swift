import Testing

@testable import meshes

struct TerminalTests {
    @Test func textsFromOutsideCannotMoveTheCursor() {
        #expect(Cell("a\u{1B}[2Jb\nc\u{202E}d").text == "a [2Jb cd")
    }

    @Test func columnsAreAlignedAndTheFlexibleOneGivesWay() {
        var table = Table([.init("name", isFlexible: true), .init("count", rightAligned: true)])
        table.rows = [["a very long name indeed", "1"], ["b", "12345"]]
        let lines = table.lines(width: 20, paint: .none)
        #expect(lines == ["NAME           COUNT", "a very long …      1", "b              12345"])
    }

    @Test func columnsThatCanBeMissedGiveWayFirst() {
        var table = Table([.init("name", isFlexible: true), .init("note", isOptional: true), .init("id")])
        table.rows = [["a long name", "a note", "12345"]]
        #expect(table.lines(width: 26, paint: .none) == ["NAME         NOTE    ID", "a long name  a note  12345"])
        #expect(table.lines(width: 18, paint: .none) == ["NAME         ID", "a long name  12345"])
        #expect(table.lines(width: 16, paint: .none) == ["NAME       ID", "a long n…  12345"])
    }

    @Test func plainLinesAreCutByTabs() {
        var table = Table([.init("a"), .init("b")])
        table.rows = [["1", "2"]]
        #expect(table.plainLines == ["1\t2"])
    }

    @Test func aFrameOverwritesTheOneBefore() {
        var region = LiveRegion()
        _ = region.frame(["a", "b"], size: (80, 24))
        let second = region.frame(["c"], size: (80, 24))
        #expect(second.contains("\u{1B}[2F") && second.contains("c\u{1B}[K\n\u{1B}[J"))
        let resized = region.frame(["c"], size: (100, 24))
        #expect(resized.contains("\u{1B}[2J\u{1B}[H") && !resized.contains("\u{1B}[1F"))
    }
}
