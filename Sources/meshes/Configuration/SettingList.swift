/// Lists as one text.
enum SettingList {
    static func parts(of text: String) -> [String] {
        text.split(separator: ",").map { $0.trimming(while: \.isWhitespace) }.filter { !$0.isEmpty }.map { String($0) }
    }
}

extension Substring {
    fileprivate func trimming(while condition: (Character) -> Bool) -> Substring {
        var result = drop(while: condition)
        while let last = result.last, condition(last) { result.removeLast() }
        return result
    }
}
