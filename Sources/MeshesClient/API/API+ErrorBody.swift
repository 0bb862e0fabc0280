public import MeshesModel

extension API {
    /// The body of every error answer.
    public struct ErrorBody: Codable, Sendable {
        public var message: String
        public var error: Detail?

        public struct Detail: Codable, Sendable {
            public var name: String
            public var message: String
            /// Each bad parameter.
            public var data: [ParameterIssue]?
        }
    }
}
