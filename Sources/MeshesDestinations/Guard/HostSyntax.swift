/// Hosts of URLs.
enum HostSyntax {
    /// Characters of a host name.
    static let lengthLimit = 253

    /// Reads a host and gives it back in the form in which it stands in a URL.
    static func parse(_ text: Substring) throws(URLSyntaxError) -> (WebURL.Host, shown: String) {
        if text.first == "[" {
            guard text.last == "]", let address = IPAddress(String(text.dropFirst().dropLast())), case .v6 = address else {
                throw URLSyntaxError("must have a valid IPv6 address in its brackets")
            }
            return (.address(address), "[\(address)]")
        }
        var name = try IDNA.ascii(text)
        if name.utf8.last == UInt8(ascii: ".") { name.removeLast() }
        guard !name.isEmpty else { throw URLSyntaxError("must have a host") }
        guard name.utf8.count <= lengthLimit else { throw URLSyntaxError("must have a host of at most \(lengthLimit) characters") }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.allSatisfy({ isLabel($0) }) else { throw URLSyntaxError("must have a valid host name") }
        if let last = labels.last, isNumeric(last) {
            guard let address = dottedQuad(labels) else {
                throw URLSyntaxError("must write an IPv4 address as four decimal numbers")
            }
            return (.address(address), name)
        }
        return (.name(name), name)
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
            && label.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }

    /// Resolvers take such names for addresses.
    private static func isNumeric(_ label: Substring) -> Bool {
        label.utf8.allSatisfy(\.isASCIIDigit) || label.hasPrefix("0x")
    }

    private static func dottedQuad(_ labels: [Substring]) -> IPAddress? {
        guard labels.count == 4 else { return nil }
        var bits: UInt32 = 0
        for label in labels {
            guard label.utf8.allSatisfy(\.isASCIIDigit), label.utf8.count == 1 || label.first != "0", let byte = UInt8(label) else {
                return nil
            }
            bits = bits << 8 | UInt32(byte)
        }
        return .v4(bits)
    }
}
