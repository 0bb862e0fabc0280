import MeshesModel

extension ProviderSession {
    /// Makes a call on behalf of somebody who waits for the answer: a list, a catalogue.
    ///
    /// - Throws: `providerRefused` (422) unless it succeeds.
    func ask(_ request: ProviderRequest) async throws(MeshesError) -> ProviderAnswer {
        do throws(AttemptEnd) {
            return try await send(request)
        } catch {
            throw MeshesError(.providerRefused, "\(profile.name) did not answer as hoped: \(error.outcome.message).")
        }
    }

    /// Reads a list page by page: `next` says from one page where the following one is, nil after the last.
    ///
    /// - Returns: the elements of all pages, of 50 at most.
    func pages(
        _ first: ProviderRequest, items: (ProviderAnswer) -> [JSONValue], next: (ProviderAnswer, [JSONValue]) -> ProviderRequest?
    ) async throws(MeshesError) -> [JSONValue] {
        var all: [JSONValue] = []
        var request: ProviderRequest? = first
        for _ in 0..<50 {
            guard let page = request else { break }
            let answer = try await ask(page)
            let found = items(answer)
            all += found
            request = next(answer, found)
        }
        return all
    }
}
