extension String {
    /// Without control characters, which could move the cursor or change colours; line breaks become spaces.
    var printable: String {
        guard unicodeScalars.contains(where: { $0.properties.generalCategory == .control || $0.properties.generalCategory == .format })
        else { return self }
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control: result.append(" ")
            case .format: continue
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// At most `width` characters, the last one an ellipsis where something is missing.
    func cut(to width: Int) -> String {
        guard count > width else { return self }
        return width > 0 ? String(prefix(width - 1)) + "…" : ""
    }

    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }
}
