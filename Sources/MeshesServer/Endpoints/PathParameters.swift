import MeshesModel

/// The parts of a path that vary.
struct PathParameters: Sendable {
    private let names: [String]
    private let values: [Substring]

    init(names: [String], values: [Substring]) {
        self.names = names
        self.values = values
    }

    /// A part as it was sent; empty when the path has none of that name.
    func text(_ name: String) -> String {
        guard let position = names.firstIndex(of: name), position < values.count else { return "" }
        return String(values[position])
    }

    /// A part that must be a UUID.
    ///
    /// - Throws: `badRequest` naming the parameter.
    func id<Entity>(_ name: String) throws(MeshesError) -> Identifier<Entity> {
        guard let id = Identifier<Entity>(text(name)) else { throw .badRequest(name, "must be a UUID") }
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
