/// The last lines of a terminal, redrawn in place: each frame goes out in one write and overwrites the one before, so that
/// nothing flickers.
struct LiveRegion {
    private var height = 0
    private var size: (columns: Int, rows: Int)?

    /// The text that draws a frame of these lines, none of which may be wider than the terminal.
    mutating func frame(_ lines: [String], size: (columns: Int, rows: Int)) -> String {
        var text = "\u{1B}[?2026h\u{1B}[?25l"
        if let old = self.size, old != size {
            // A terminal that changes its width wraps old lines anew: start from a clean screen.
            text += "\u{1B}[2J\u{1B}[H"
            height = 0
        }
        if height > 0 { text += "\u{1B}[\(height)F" }
        for line in lines { text += line + "\u{1B}[K\n" }
        text += "\u{1B}[J\u{1B}[?2026l"
        height = lines.count
        self.size = size
        return text
    }

    /// Gives the cursor back.
    static let end = "\u{1B}[?25h"
}
