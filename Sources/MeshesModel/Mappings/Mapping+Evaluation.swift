extension Mapping {
    /// Computes the fields for one payload.
    ///
    /// - Parameters:
    ///   - catalog: the destination's fields, for the check of types.
    ///   - isComplete: whether the catalogue holds all fields of the account, so that one that is not in it does not exist.
    public func fields(from payload: JSONValue, catalog: [FieldDefinition], isComplete: Bool) -> MappedFields {
        let known = Dictionary(catalog.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        var results = fields.map { $0.result(from: payload, known, isComplete: isComplete) }
        let filled = Set(results.filter { $0.state == .sent || $0.state == .failed }.map(\.destination))
        for field in catalog where field.constraints?.required == true && !filled.contains(field.key) {
            let reason = results.first { $0.destination == field.key }?.message
            results.removeAll { $0.destination == field.key }
            results.append(.init(field.key, .failed, message: "is required and " + (reason ?? "has no value")))
        }
        return MappedFields(results: results, catalog: catalog)
    }
}

extension Mapping.Field {
    fileprivate func result(
        from payload: JSONValue, _ known: [String: FieldDefinition], isComplete: Bool
    ) -> MappedFields.Result {
        do throws(MappingProblem) {
            var value = switch source {
            case .path(let names): payload.value(at: names) ?? .null
            case .literal(let value): value
            }
            for transform in transforms { value = try transform.apply(to: value) }
            guard !value.isNull else { return .init(destination, .skipped) }
            if let definition = known[destination] {
                try definition.check(value)
                if definition.constraints?.required == true, value == "" { throw MappingProblem("is empty") }
            } else if isComplete, !isPartOfObject(known) {
                throw MappingProblem("is not among the destination's fields")
            }
            return .init(destination, .sent, value)
        } catch {
            switch onError {
            case .skipField: return .init(destination, .skipped, message: error.description)
            case .warnAction: return .init(destination, .warned, message: error.description)
            case .failAction: return .init(destination, .failed, message: error.description)
            }
        }
    }

    /// `variables.plan` fills a member of the field `variables`.
    private func isPartOfObject(_ known: [String: FieldDefinition]) -> Bool {
        guard let dot = destination.firstIndex(of: "."), let parent = known[String(destination[..<dot])] else { return false }
        return parent.type == .object || parent.type == .json
    }
}
