// Whoever tests with a server also needs what it delivers to.
@_exported public import MeshesProviderFakes
