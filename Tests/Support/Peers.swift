import Support
import Testing

/// Programs of the other side, in an environment outside of the project: `NABLA_PEERS` names its folder.
package enum Peers {
  /// Why tests are skipped without it.
  package static let skipReason: Comment = "NABLA_PEERS names no environment"
  /// Whether there is one.
  package static var areThere: Bool { python != nil }

  /// Whether there is one with these packages of Python.
  package static func have(_ packages: String...) -> Bool {
    guard let folder = Environment.value("NABLA_PEERS") else { return false }
    let library = folder + "/lib"
    let versions = FolderListing.names(in: library)
    return versions.contains { version in
      packages.allSatisfy { InputFile.isDirectory("\(library)/\(version)/site-packages/\($0)") }
    }
  }

  /// Why tests are skipped without packages.
  package static func lack(_ packages: String...) -> Comment {
    "NABLA_PEERS names no environment with \(packages.joined(separator: ", "))"
  }

  private static var python: String? {
    Environment.value("NABLA_PEERS").map { $0 + "/bin/python" }
  }

  /// What a script of `Tests/Peers` prints.
  package static func run(_ script: String, _ arguments: [String], in folder: String) throws
    -> String
  {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    let python = try #require(python)
    let output = folder + "/said"
    let status = try ChildProcess.run(
      [python, parts.joined(separator: "/") + "/Peers/" + script] + arguments, output: output)
    let said = String(
      decoding: try InputFile.read(output, limit: 1 << 24), as: UTF8.self)
    #expect(status == 0, "\(said)")
    return said
  }
}
