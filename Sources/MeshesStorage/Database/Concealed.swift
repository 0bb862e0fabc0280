import MeshesModel

/// The ids of everything that is marked hidden: the view `concealed` shows them, also of things that are gone, since their
/// deliveries stay in the history.
enum Concealed {
    /// To be called when something hidden is deleted.
    static func remember<Entity>(_ id: Identifier<Entity>, on connection: any SQLConnection) throws {
        try connection.execute("INSERT INTO hidden_remains (id) VALUES (?) ON CONFLICT (id) DO NOTHING", [.id(id)])
    }
}
