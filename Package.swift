// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A module may import only what is listed here, so the floors of docs/architecture.md hold by construction.
let package = Package(
    name: "meshes",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "meshes", targets: ["meshes"]),
        .library(name: "MeshesClient", targets: ["MeshesClient"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: [.defaults, "YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Floor 0: the domain as values and pure functions.
        .target(
            name: "MeshesModel",
            dependencies: [.product(name: "OrderedCollections", package: "swift-collections")],
            swiftSettings: strict
        ),
        .systemLibrary(name: "CLibPQ"),
        // Floor 1: everything that is SQL; everything that knows a provider.
        .target(
            name: "MeshesStorage",
            dependencies: [
                "MeshesModel", "CLibPQ",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "MeshesDestinations",
            dependencies: [
                "MeshesModel",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict
        ),
        // Floor 2: the engine.
        .target(
            name: "MeshesDelivery",
            dependencies: [
                "MeshesStorage", "MeshesDestinations",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "OrderedCollections", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        // Floor 3: HTTP.
        .target(name: "CMeshesPages"),
        .target(
            name: "MeshesServer",
            dependencies: [
                "MeshesDelivery", "CMeshesPages",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [.embedInCode("Resources/openapi.json")],
            swiftSettings: strict
        ),
        // Beside them: the SDK that a host app imports.
        .target(
            name: "MeshesClient",
            dependencies: [
                "MeshesModel",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        // Stand-ins for providers and receivers on loopback, for the demo and the tests.
        .target(
            name: "MeshesProviderFakes",
            dependencies: [
                "MeshesModel", "MeshesDestinations",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict
        ),
        // Floor 4: commands, configuration, wiring.
        .executableTarget(
            name: "meshes",
            dependencies: [
                "MeshesServer", "MeshesClient", "MeshesProviderFakes",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [
                .embedInCode("Demo/Host/Page/index.html"), .embedInCode("Demo/Host/Page/host.css"), .embedInCode("Demo/Host/Page/host.js"),
            ],
            swiftSettings: strict
        ),
        // The measuring tools of `make bench`.
        .systemLibrary(name: "CEpoll", path: "Benchmarks/CEpoll"),
        .executableTarget(
            name: "meshes-bench",
            dependencies: [
                "MeshesModel", "MeshesStorage", "MeshesProviderFakes", "CEpoll", "CLibPQ",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Benchmarks/Sources",
            swiftSettings: strict
        ),
        // Tests, one folder a module, and what they share.
        .target(
            name: "MeshesTestSupport",
            dependencies: [
                "MeshesServer", "MeshesProviderFakes",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            path: "Tests/TestSupport",
            swiftSettings: strict
        ),
        .testTarget(name: "MeshesModelTests", dependencies: ["MeshesModel", "MeshesTestSupport"], swiftSettings: strict),
        .testTarget(name: "MeshesStorageTests", dependencies: ["MeshesStorage", "MeshesTestSupport"], swiftSettings: strict),
        .testTarget(name: "MeshesDestinationsTests", dependencies: ["MeshesDestinations", "MeshesTestSupport"], swiftSettings: strict),
        .testTarget(name: "MeshesDeliveryTests", dependencies: ["MeshesDelivery", "MeshesTestSupport"], swiftSettings: strict),
        .testTarget(
            name: "MeshesServerTests",
            dependencies: [
                "MeshesServer", "MeshesTestSupport",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .testTarget(name: "MeshesClientTests", dependencies: ["MeshesClient"], swiftSettings: strict),
        .testTarget(name: "CommandTests", dependencies: ["meshes"], swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "MeshesClient", "MeshesServer", "MeshesTestSupport", "meshes",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
    ]
)
