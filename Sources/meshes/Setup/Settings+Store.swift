import MeshesStorage

extension Settings {
    /// Where the store is, for people: the file, or the server and the database.
    var storePlace: String {
        if let database { "PostgreSQL at \(database.place)" } else { DataDirectory(path: data).storePath }
    }
}
