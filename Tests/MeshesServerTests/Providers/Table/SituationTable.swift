import MeshesModel

/// What every action of every type comes to in every situation.
enum SituationTable {
    static let types: [TypeRows] = keys + signIns

    /// Its fields that say what to expect, one for each run.
    static let runs: [SituationRun] = types.flatMap { type in
        type.actions.flatMap { action in
            Situation.allCases.compactMap { situation -> SituationRun? in
                guard case .expect(let expectation) = action.cell(situation, of: type) else { return nil }
                return SituationRun(type: type, action: action, situation: situation, expectation: expectation)
            }
        }
    }

    /// Its fields that hold nothing, with the reasons.
    static let absences: [(field: String, reason: String)] = types.flatMap { type in
        type.actions.flatMap { action in
            Situation.allCases.compactMap { situation -> (field: String, reason: String)? in
                guard case .none(let reason) = action.cell(situation, of: type) else { return nil }
                return ("\(type.type.rawValue) \(action.action): \(situation.rawValue)", reason)
            }
        }
    }
}
