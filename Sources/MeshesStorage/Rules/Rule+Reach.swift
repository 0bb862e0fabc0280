import MeshesModel

extension Rule {
    /// Makes the rule one that `access` could read: of the resource that a session is locked to, and not hidden from it.
    mutating func keepWithin(_ access: Access) {
        if let lock = access.lock {
            resource = lock.resource
            resourceID = lock.resourceID
        }
        if !access.allows(.readHidden) { hidden = false }
    }
}
