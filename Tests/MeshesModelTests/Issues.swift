import MeshesModel
import Testing

/// The error that `body` throws for a bad request.
func refusal<Result>(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Result
) throws -> MeshesError {
    try #require(
        #expect(throws: MeshesError.self, sourceLocation: sourceLocation) { _ = try body() }, sourceLocation: sourceLocation)
}

extension MeshesError {
    /// Messages by parameter.
    var byParameter: [String: String] {
        Dictionary(issues.map { ($0.param, $0.msg) }, uniquingKeysWith: { first, _ in first })
    }
}
