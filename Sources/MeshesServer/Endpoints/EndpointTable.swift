import HTTPTypes
import Hummingbird

/// Finds the endpoint of a request.
struct EndpointTable: Sendable {
    enum Match: Sendable {
        case endpoint(Int, PathParameters)
        /// The path exists with other methods.
        case wrongMethod(allowed: String)
        case unknown
    }

    private struct Node: Sendable {
        var literals: [String: Int] = [:]
        /// The child that takes any segment.
        var parameter: Int?
        /// The child that takes all segments that are left.
        var rest: Int?
        /// Indices of `endpoints`.
        var endpoints: [Int] = []
        var names: [String] = []

        enum Slot {
            case literal(String), parameter, rest
        }

        subscript(slot: Slot) -> Int? {
            get {
                switch slot {
                case .literal(let segment): literals[segment]
                case .parameter: parameter
                case .rest: rest
                }
            }
            set {
                switch slot {
                case .literal(let segment): literals[segment] = newValue
                case .parameter: parameter = newValue
                case .rest: rest = newValue
                }
            }
        }
    }

    let endpoints: [Endpoint]
    private var nodes: [Node] = [Node()]
    /// Nodes of paths without parameters by their exact spelling: one look-up on the busiest way.
    private var exact: [String: Int] = [:]

    init(_ endpoints: [Endpoint]) {
        self.endpoints = endpoints
        for (index, endpoint) in endpoints.enumerated() { add(endpoint, at: index) }
    }

    /// Doubled slashes and one at the end make no difference.
    func match(_ method: HTTPRequest.Method, _ path: String) -> Match {
        if let node = exact[path] { return match(method, node: nodes[node], values: []) }
        var node = nodes[0]
        var values: [Substring] = []
        let segments = path.split(separator: "/")
        for (position, segment) in segments.enumerated() {
            if let next = node.literals[String(segment)] {
                node = nodes[next]
            } else if let next = node.parameter {
                values.append(segment)
                node = nodes[next]
            } else if let next = node.rest {
                values.append(Substring(segments[position...].joined(separator: "/")))
                return match(method, node: nodes[next], values: values)
            } else {
                return .unknown
            }
        }
        return match(method, node: node, values: values)
    }

    private func match(_ method: HTTPRequest.Method, node: Node, values: [Substring]) -> Match {
        guard !node.endpoints.isEmpty else { return .unknown }
        // HEAD is GET without the body.
        let wanted = method == .head ? .get : method
        guard let index = node.endpoints.first(where: { endpoints[$0].method == wanted }) else {
            let methods = node.endpoints.map { endpoints[$0].method.rawValue }
            return .wrongMethod(allowed: (methods + (methods.contains("GET") ? ["HEAD"] : [])).joined(separator: ", "))
        }
        return .endpoint(index, PathParameters(names: node.names, values: values))
    }

    private mutating func add(_ endpoint: Endpoint, at index: Int) {
        var at = 0
        var names: [String] = []
        for segment in endpoint.path.split(separator: "/") {
            let slot = Self.slot(of: segment, &names)
            let next = nodes[at][slot] ?? nodes.count
            if next == nodes.count { nodes.append(Node()) }
            nodes[at][slot] = next
            at = next
        }
        nodes[at].endpoints.append(index)
        nodes[at].names = names
        if names.isEmpty { exact[endpoint.path] = at }
    }

    /// Where the child for a part of a path hangs: `{path...}` takes the rest, `{file}` one segment, anything else itself.
    private static func slot(of segment: Substring, _ names: inout [String]) -> Node.Slot {
        guard segment.hasPrefix("{") else { return .literal(String(segment)) }
        let takesRest = segment.hasSuffix("...}")
        names.append(String(segment.dropFirst().dropLast(takesRest ? 4 : 1)))
        return takesRest ? .rest : .parameter
    }
}
