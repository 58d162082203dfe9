// swift-tools-version: 6.2
import PackageDescription

// The module graph. A target may import only what stands in its dependencies:
// `make check` builds with explicit import checks, so that a layer cannot be skipped.

/// `Int(number)` of a floating-point value ends the process on NaN and on what does not fit. Every module
/// sees the declarations of `Support` that stand before the standard library's, and their use is an error;
/// see `Support/Numbers`.
let checkedConversions: [SwiftSetting] = [
  .unsafeFlags(["-Xfrontend", "-import-module", "-Xfrontend", "Support"]),
  .treatWarning("DeprecatedDeclaration", as: .error),
]

let package = Package(
  name: "nabla",
  products: [.executable(name: "nabla", targets: ["nabla"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
  ],
  targets: [
    // C: thin module maps and shims, and the kernels.
    .target(name: "CAllocator"),
    .target(name: "CInterrupt", cSettings: [.unsafeFlags(["-O2"])]),
    .target(
      name: "CKernels", dependencies: ["CInterrupt", "CLibraries"],
      cSettings: [.unsafeFlags(["-O2", "-ffp-contract=off"])]),
    // The headers of libspng-dev, libturbojpeg0-dev, libsndfile1-dev, libkissfft-dev, libsqlite3-dev.
    .target(name: "CLibraries"),
    .systemLibrary(name: "CEditline", providers: [.apt(["libedit-dev"])]),
    .systemLibrary(name: "CMessageDigest", providers: [.apt(["libmd-dev"])]),
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "CTerminal", dependencies: ["CEditline", "CNcurses"],
      cSettings: [.define("_GNU_SOURCE")],
      // Also where nothing of the screen is imported, as in the tests of other modules.
      linkerSettings: [.linkedLibrary("edit"), .linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),

    // Foundations: what several modules need, and what a user can name.
    .target(
      name: "Support", dependencies: ["CAllocator", "CInterrupt", "CMessageDigest"],
      swiftSettings: [.treatWarning("DeprecatedDeclaration", as: .error)]),
    .target(name: "Catalog", dependencies: ["Support"], swiftSettings: checkedConversions),
    .target(
      name: "Engine", dependencies: ["CKernels", "Support"], swiftSettings: checkedConversions),

    // Files, samples, and what learns from them.
    .target(
      name: "Formats", dependencies: ["CLibraries", "Support", "CZlib"],
      swiftSettings: checkedConversions),
    .target(
      name: "Data", dependencies: ["Catalog", "Engine", "Formats", "Support"],
      swiftSettings: checkedConversions),
    .target(
      name: "Learning", dependencies: ["Catalog", "Data", "Engine", "Support"],
      swiftSettings: checkedConversions),

    // Models that answer over HTTP: knows predictors, not the language.
    .target(
      name: "Serving",
      dependencies: [
        "Catalog", "Data", "Engine", "Formats", "Learning", "Support",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: checkedConversions),

    // Models for others, and those of others.
    .target(
      name: "Exchange",
      dependencies: ["Catalog", "Data", "Engine", "Formats", "Learning", "Support"],
      swiftSettings: checkedConversions),

    // Modules that do not know one another's insides, nor those of Learning.
    .target(
      name: "Language", dependencies: ["Catalog", "Support"], swiftSettings: checkedConversions),
    .target(
      name: "Plots", dependencies: ["Catalog", "Support"], swiftSettings: checkedConversions),
    .target(name: "Sessions", dependencies: ["Support"], swiftSettings: checkedConversions),

    // Programs of Python in this language's words: text in, text out, no engine.
    .target(
      name: "Programs", dependencies: ["Catalog", "Exchange", "Language", "Learning", "Support"],
      swiftSettings: checkedConversions),

    // Where language meets engine, and where a person meets both.
    .target(
      name: "Workbench",
      dependencies: [
        "Catalog", "Data", "Engine", "Exchange", "Formats", "Language", "Learning", "Plots",
        "Programs", "Serving", "Sessions", "Support",
      ],
      swiftSettings: checkedConversions),
    // What a session did, kept: above the evaluator, which knows nothing of it.
    .target(
      name: "Books",
      dependencies: [
        "Catalog", "Engine", "Language", "Learning", "Plots", "Programs", "Sessions", "Support",
        "Workbench",
      ],
      swiftSettings: checkedConversions),
    .target(
      name: "Terminal",
      dependencies: [
        "Books", "CEditline", "CNcurses", "CTerminal", "Catalog", "Formats", "Language",
        "Learning", "Plots", "Serving", "Sessions", "Support", "Workbench",
      ],
      swiftSettings: checkedConversions),

    // Notebooks of Jupyter: messages and a session, without sockets; then the program that has them.
    .target(
      name: "Kernel",
      dependencies: [
        "Books", "Language", "Learning", "Plots", "Sessions", "Support", "Workbench",
      ],
      swiftSettings: checkedConversions),
    .executableTarget(
      name: "nabla-kernel",
      dependencies: ["CLibraries", "Engine", "Kernel", "Language", "Support", "Workbench"],
      swiftSettings: checkedConversions),

    .executableTarget(
      name: "nabla",
      dependencies: [
        "Catalog", "Kernel", "Language", "Sessions", "Support", "Terminal", "Workbench",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: checkedConversions),

    .executableTarget(
      name: "nabla-bench",
      dependencies: ["Catalog", "Data", "Engine", "Learning", "Plots", "Support"],
      swiftSettings: checkedConversions),

    .target(name: "TestSupport", dependencies: ["CTerminal", "Support"], path: "Tests/Support"),
    .target(
      name: "WorkbenchTestSupport", dependencies: ["Language", "Workbench"],
      path: "Tests/WorkbenchSupport"),
    .testTarget(name: "SupportTests", dependencies: ["Support"]),
    .testTarget(name: "CatalogTests", dependencies: ["Catalog"]),
    .testTarget(name: "EngineTests", dependencies: ["Engine", "Support", "TestSupport"]),
    .testTarget(
      name: "FormatsTests", dependencies: ["Formats", "Support", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "DataTests",
      dependencies: ["Catalog", "Data", "Engine", "Formats", "Support", "TestSupport"]),
    .testTarget(
      name: "LearningTests",
      dependencies: ["Catalog", "Data", "Engine", "Learning", "Support", "TestSupport"]),
    .testTarget(
      name: "ServingTests",
      dependencies: ["Data", "Engine", "Learning", "Serving", "Support", "TestSupport"]),
    .testTarget(name: "LanguageTests", dependencies: ["Catalog", "Language", "TestSupport"]),
    .testTarget(
      name: "PlotsTests", dependencies: ["Formats", "Plots", "Support", "TestSupport"],
      exclude: ["Golden"]),
    .testTarget(name: "SessionsTests", dependencies: ["Sessions", "Support", "TestSupport"]),
    .testTarget(
      name: "ProgramsTests", dependencies: ["Learning", "Programs", "Support", "TestSupport"],
      exclude: ["Samples"]),
    .testTarget(
      name: "WorkbenchTests",
      dependencies: [
        "Catalog", "Data", "Engine", "Exchange", "Formats", "Language", "Learning", "Plots",
        "Programs", "Serving", "Sessions", "Support", "TestSupport", "Workbench",
        "WorkbenchTestSupport",
      ]),
    .testTarget(
      name: "BooksTests",
      dependencies: [
        "Books", "Engine", "Language", "Learning", "Plots", "Sessions", "Support", "TestSupport",
        "Workbench", "WorkbenchTestSupport",
      ]),
    // The shell with a made-up workbench, for tests on a pseudo-terminal.
    .executableTarget(
      name: "terminal-probe", dependencies: ["Plots", "Support", "Terminal", "Workbench"],
      path: "Tests/TerminalProbe"),
    // Words of the catalogue and files of runs with extreme values, in a process that may die of them.
    .executableTarget(
      name: "nabla-fuzz",
      dependencies: [
        "Catalog", "Data", "Formats", "Language", "Learning", "Plots", "Support", "Workbench",
      ],
      path: "Tests/Fuzz"),
    .testTarget(
      name: "FuzzTests", dependencies: ["Support", "TestSupport", "nabla-fuzz"]),
    .testTarget(
      name: "TerminalTests",
      dependencies: [
        "Books", "CTerminal", "Plots", "Support", "Terminal", "TestSupport", "Workbench",
        "terminal-probe",
      ]),
    .testTarget(
      name: "KernelTests",
      dependencies: [
        "Books", "Kernel", "Sessions", "Support", "TestSupport", "Workbench", "nabla-kernel",
      ]),
    .testTarget(
      name: "ProductTests",
      dependencies: ["Books", "Catalog", "Support", "TestSupport", "Workbench"]),
  ]
)
