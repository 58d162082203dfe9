import Catalog
import Engine
import Support

/// As many training rows of each class.
struct Balance: ValueReader, WithoutParameters {
  static let signature = Signature(
    "balance", .step, "Repeat rows of rare classes until all classes are equally frequent.",
    example: "data csv(\"people.csv\") { split 80%, 20%; balance }",
    details: """
      Of the training part alone: rows of rarer classes are drawn again, from the seed, and stand behind the others. \
      `class_weight=balanced` of `train` has the same aim without more rows.
      """)

  var runsFirst: Bool { true }
  var columnsTaken: [String] { [] }

  func memory(for dataset: Dataset) -> Int {
    ByteEstimate.product(4, dataset.byteCount + (dataset.tabular?.byteCount ?? 0))
  }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    guard let classes = dataset.train.classLabels else {
      throw DataError(.samples(.notClasses(found: dataset.y.type)))
    }
    var rows: [Int: [Int]] = [:]
    for row in classes.indices.untilInterrupted { rows[classes[row], default: []].append(row) }
    let most = rows.values.map(\.count).max() ?? 0
    var positions = Array(classes.indices)
    for label in rows.keys.sorted() {
      guard let own = rows[label], own.count < most else { continue }
      // Whole rounds, then some of one in random order: no row comes up twice more often than another.
      let order = context.fixedStream("balance class \(label), \(own.count) rows")
        .permutation(own.count, epoch: 0)
      for index in (own.count..<most).untilInterrupted {
        positions.append(own[Int(order[index % own.count])])
      }
    }
    var result = dataset
    result.take(positions, of: dataset, as: .train)
    // A later split would put copies of training rows into test.
    result.learntSteps.append(Self.signature.name)
    return result
  }
}
