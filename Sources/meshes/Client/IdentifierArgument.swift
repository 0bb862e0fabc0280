public import ArgumentParser
public import MeshesModel

/// Ids may stand on the command line as they are.
extension Identifier: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
