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

    /// Reads a list whose pages are counted: `page` asks for the elements from an offset on. It ends with a page that is not
    /// full, or at the total that the provider tells.
    ///
    /// - Parameter size: elements of a page.
    func pages(
        of size: Int, items: (ProviderAnswer) -> [JSONValue], total: (ProviderAnswer) -> Int? = { _ in nil },
        _ page: (_ offset: Int) -> ProviderRequest
    ) async throws(MeshesError) -> [JSONValue] {
        var offset = 0
        return try await pages(page(0), items: items) { answer, found in
            offset += found.count
            guard found.count >= size, offset < total(answer) ?? .max else { return nil }
            return page(offset)
        }
    }

    /// Asks something of several things of an account, four at a time.
    ///
    /// - Returns: what each came to, in the order of the elements.
    func each<Element: Sendable, Answer: Sendable>(
        of elements: [Element], _ ask: @escaping @Sendable (Element) async throws(MeshesError) -> Answer
    ) async throws(MeshesError) -> [Answer] {
        let parts = await withTaskGroup(of: Part<Answer>.self) { group in
            var parts: [Part<Answer>] = []
            for index in elements.indices {
                if index >= 4, let part = await group.next() { parts.append(part) }
                group.addTask { await Part(index, of: elements[index], ask) }
            }
            for await part in group { parts.append(part) }
            return parts.sorted { $0.index < $1.index }
        }
        return try parts.map { part throws(MeshesError) in try part.result.get() }
    }
}

/// What one of several questions came to.
private struct Part<Answer: Sendable>: Sendable {
    let index: Int
    let result: Result<Answer, MeshesError>

    init<Element: Sendable>(
        _ index: Int, of element: Element, _ ask: @Sendable (Element) async throws(MeshesError) -> Answer
    ) async {
        self.index = index
        do throws(MeshesError) {
            result = .success(try await ask(element))
        } catch {
            result = .failure(error)
        }
    }
}
