import HTTPTypes

enum HTTPMethods {
    static let all: [HTTPRequest.Method] = [.get, .post, .put, .delete, .patch, .options, .head]

    static func named(_ name: String) -> HTTPRequest.Method? {
        all.first { $0.rawValue == name }
    }
}
