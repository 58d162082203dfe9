import Catalog
import Data
import Support
import TestSupport

/// A data set of a table's text, with what was told of it.
func tableData(
  _ text: String, target: String? = nil, _ steps: [DataLine], seed: UInt64 = 0
) throws -> (data: Dataset, record: DataRecord) {
  try TemporaryFolder.use { folder in
    try AtomicFile.write(Array(text.utf8), to: folder + "/t.csv")
    let context = DataContext(seed: seed, resolve: { folder + "/" + $0 })
    let named = target.map { [(name: "target", value: Argument.text($0))] } ?? []
    let data = try DataPipeline.load(line("csv", .text("t.csv"), named: named), steps, context)
    return (data, context.record)
  }
}

extension Dataset {
  /// The numbers of a column in a part, as the steps have left them.
  func numbers(_ column: String, _ part: Part = .train) -> [Double]? {
    tabular?.now[part]?.column(named: column)?.values.doubles
  }

  /// The words of a column in a part.
  func words(_ column: String, _ part: Part = .train) -> [String?]? {
    tabular?.now[part]?.column(named: column)?.texts
  }
}

/// Numbers that follow from a seed, for made-up tables.
struct SmallNumbers {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 2 &+ 1 }

  mutating func next(below bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}
