import Foundation
import MeshesClient

/// What is said before the live table: what this is, and what to try, ready to paste.
struct DemoIntroduction {
    let url: String
    /// Address of the page that embeds the workspaces.
    let host: String
    let data: String
    let world: DemoWorld
    /// Whether there are stand-ins of providers too.
    let hasProviders: Bool
    let paint: Paint

    /// The program as it was called, so that the commands can be pasted.
    private var program: String { CommandLine.arguments.first ?? "meshes" }

    private var cast: String {
        hasProviders
            ? "a webhook receiver, stand-ins\nfor fourteen providers, and a customer whose product emits events"
            : "three webhook receivers,\nand two customers whose products emit events"
    }

    private var callsLine: String {
        hasProviders ? "\n  \(paint.bold(host + "/calls"))      \(paint.dim("what the stand-ins were asked for; credentials are masked"))" : ""
    }

    var text: String {
        let customer = world.customers[0]
        return """
            \(paint.bold("Meshes demo")): a real server at \(paint.bold(url)), a temporary store, \(cast). Ctrl-C ends it and removes everything.

            \(paint.bold("Open in a browser"))
              \(paint.bold(host))      \(paint.dim("a product that embeds \(hasProviders ? "the customer's workspace" : "both customers' workspaces")"))\(callsLine)

            \(paint.bold("Try in another terminal"))
              export MESHES_DATA=\(data)
              \(program) tail --all
              \(program) events --status retrying
              \(program) events --status completed --limit 5      \(paint.dim("then: events ID, for every attempt"))
              \(program) emit order.completed '{"email":"you@example.com","total":99}'

            \(paint.bold("Or with curl"))
              curl \(url)/api/v1/events -H 'X-Meshes-Publishable-Key: \(customer.publishableKey)' \\
                -d '{"event":"user.signup","payload":{"email":"you@example.com"}}'
              curl -H "Authorization: Bearer $(\(program) token)" \\
                '\(url)/api/v1/workspaces/\(customer.workspace.id)/events?limit=3'
              curl \(url)/metrics


            """
    }
}
