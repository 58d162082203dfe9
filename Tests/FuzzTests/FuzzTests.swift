import Support
import TestSupport
import Testing

/// Calls with values at the ends of every type, in processes that may die of them.
///
/// `NABLA_FUZZ_CALLS` says how many of each kind, `NABLA_FUZZ_SEED` where they begin; `make check` asks
/// for a million.
@Suite("Calls with extreme values")
struct FuzzTests {
  private static let processes = 4
  private static let seed = Environment.value("NABLA_FUZZ_SEED").flatMap { Int($0) } ?? 1

  private static func count(default fallback: Int) -> Int {
    let asked = Environment.value("NABLA_FUZZ_CALLS").flatMap { Int($0) }
    return (asked ?? fallback) / processes
  }

  @Test(arguments: 0..<processes)
  func `every word of the catalogue takes or refuses everything`(process: Int) throws {
    try run("words", Self.seed + process, Self.count(default: 50_000))
  }

  @Test(arguments: 0..<processes)
  func `files of models and runs with extreme fields are taken or refused`(process: Int) throws {
    try run("files", Self.seed + process, Self.count(default: 50_000) / 25)
  }

  @Test(arguments: 0..<processes)
  func `broken tables, records, annotations and pairs of texts are read or refused`(
    process: Int
  ) throws {
    try run("parsers", Self.seed + process, Self.count(default: 50_000))
  }

  private func run(_ kind: String, _ seed: Int, _ count: Int) throws {
    try TemporaryFolder.use { folder in
      let status = try ChildProcess.run(
        [BuiltProduct.path("nabla-fuzz"), kind, "\(seed)", "\(count)", folder],
        environment: ["SWIFT_BACKTRACE=enable=no"], output: folder + "/out")
      let last = (try? InputFile.read(folder + "/last", limit: 1 << 16)) ?? []
      let call = String(decoding: last.prefix { $0 != 0 }, as: UTF8.self)
      let said = (try? InputFile.read(folder + "/out", limit: 1 << 20)) ?? []
      #expect(
        status == 0,
        "status \(status), seed \(seed): \(call)\n\(String(decoding: said.suffix(500), as: UTF8.self))"
      )
    }
  }
}
