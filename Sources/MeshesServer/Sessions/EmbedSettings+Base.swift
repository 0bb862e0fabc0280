extension EmbedSettings {
    /// What addresses of the pages begin with, without a slash at the end.
    func base(of call: Call) -> String {
        url ?? "http://" + (call.request.head.authority ?? "localhost")
    }
}
