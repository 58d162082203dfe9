import Glibc

/// Programs of this package, where the build has put them.
package enum BuiltProduct {
  /// The path of an executable next to the running tests.
  package static func path(_ name: String) -> String {
    let tests = CommandLine.arguments.first ?? ""
    // …/debug/nablaPackageTests.xctest, also where a helper program loads that.
    var folder = tests.lastIndex(of: "/").map { String(tests[..<$0]) } ?? "."
    for argument in CommandLine.arguments where argument.hasSuffix(".xctest") {
      if let slash = argument.lastIndex(of: "/") { folder = String(argument[..<slash]) }
    }
    return folder + "/" + name
  }
}
