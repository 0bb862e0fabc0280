import MeshesModel

extension ProviderSession {
    /// Makes a call on behalf of somebody who waits for the answer: a list, a catalogue.
    ///
    /// - Parameter lacking: refusals that are handed back because the caller knows what they mean.
    /// - Throws: `providerRefused` (422) unless it succeeds.
    func ask(
        _ request: ProviderRequest, lacking: (ProviderAnswer) -> Bool = { _ in false }
    ) async throws(MeshesError) -> ProviderAnswer {
        do throws(AttemptEnd) {
            let answer = try await exchange(request)
            return lacking(answer) ? answer : try accept(answer)
        } catch {
            throw MeshesError(.providerRefused, "\(profile.name) did not answer as hoped: \(error.outcome.message).")
        }
    }

    /// Reads a list page by page: `next` says from one page where the following one is, nil after the last.
    ///
    /// - Parameter lacking: whether a refusal says that the account cannot have such things, which is no fault.
    /// - Returns: the elements of all pages, of 50 at most.
    func pages(
        _ first: ProviderRequest, lacking: (ProviderAnswer) -> Bool = { _ in false }, items: (ProviderAnswer) -> [JSONValue],
        next: (ProviderAnswer, [JSONValue]) -> ProviderRequest?
    ) async throws(MeshesError) -> [JSONValue] {
        var all: [JSONValue] = []
        var request: ProviderRequest? = first
        for _ in 0..<50 {
            guard let page = request else { break }
            let answer = try await ask(page, lacking: lacking)
            if lacking(answer) { break }
            let found = items(answer)
            all += found
            request = next(answer, found)
        }
        return all
    }
}
