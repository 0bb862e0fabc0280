import MeshesModel

/// The parts of a path that vary.
struct PathParameters: Sendable {
    private let names: [String]
    private let values: [Substring]

    init(names: [String], values: [Substring]) {
        self.names = names
        self.values = values
    }

    /// A part that must be a UUID.
    ///
    /// - Throws: `badRequest` naming the parameter.
    func id<Entity>(_ name: String) throws(MeshesError) -> Identifier<Entity> {
        guard let position = names.firstIndex(of: name), position < values.count,
            let id = Identifier<Entity>(values[position])
        else { throw .badRequest(name, "must be a UUID") }
        return id
    }

    /// The same, gathering what is wrong.
    func id<Entity>(_ name: String, of: Entity.Type, _ issues: inout [ParameterIssue]) -> Identifier<Entity>? {
        do throws(MeshesError) {
            return try id(name)
        } catch {
            issues += error.issues
            return nil
        }
    }
}
