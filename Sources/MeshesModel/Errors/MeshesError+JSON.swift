extension MeshesError {
    /// A request whose body is not JSON: 400 that says where and why.
    public static func invalidJSON(_ error: JSONSyntaxError) -> MeshesError {
        MeshesError(
            .badRequest, "The body is not valid JSON: \(error).",
            issues: [ParameterIssue("body", "must be valid JSON; \(error)")]
        )
    }
}
