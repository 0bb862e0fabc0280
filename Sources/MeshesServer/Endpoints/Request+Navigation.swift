import HTTPTypes
import Hummingbird

extension Request {
    /// Whether a browser loads a document now and does not only look ahead, so that what is good once may be used up.
    ///
    /// - Parameter places: where it may be loaded, in the words of `Sec-Fetch-Dest`; old browsers do not say.
    func isNavigation(into places: Set<String>) -> Bool {
        guard method == .get else { return false }
        let purposes = [headers[.secPurpose], headers[.purpose]]
        if purposes.contains(where: { $0?.lowercased().contains("prefetch") == true }) { return false }
        return headers[.secFetchDest].map { places.contains($0.lowercased()) } ?? true
    }
}
