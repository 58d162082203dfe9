import Catalog
import Engine
import Learning
import Plots
import Support

/// `prune m, sparsity=[0, 50%, 80%], data=d`: one pruned model for each share, in a table.
struct PrunedSweep {
  private struct Row {
    let share: Double
    let model: Model
    let measured: [CompressedMeasure]
    let compressed: Int?
  }

  private let rows: [Row]
  private let model: Model
  private let call: VerbCall

  init(_ model: Model, _ shares: [Double], _ call: VerbCall) throws {
    (self.model, self.call) = (model, call)
    rows = try shares.map { share in
      let made = try PrunedModel(model, share: share, call)
      let pruned = try made.pruned().model
      try Interrupt.check()
      return Row(
        share: share, model: pruned, measured: try made.measured(pruned),
        compressed: try PrunedReport.sizes(of: pruned)?.compressed)
    }
  }

  /// What judges: the last measure, accuracy where there is one.
  private var measure: String? { rows.first?.measured.last?.name }

  private var isStructured: Bool { call.bound.has(PruneVerb.structured) }

  func report() -> Value {
    var columns: [Table.Field<Row>] = [
      .text("sparsity") { NumberText.significant($0.share * 100, digits: 3) + "%" },
      .count("weights", title: isStructured ? "parameters" : "weights left") {
        isStructured ? $0.model.parameterCount : $0.model.sparsity.weights - $0.model.sparsity.zeros
      },
    ]
    for (place, name) in (rows.first?.measured ?? []).map(\.name).enumerated() {
      columns.append(
        .number(name, .metric) {
          $0.measured.indices.contains(place) ? $0.measured[place].value : nil
        })
    }
    if rows.allSatisfy({ $0.compressed != nil }) {
      columns.append(.bytes("compressed", title: "file, gzip") { $0.compressed })
    }
    var blocks: [Report.Block] = [.table(Table(rows, columns))]
    if let figure { blocks.append(.figure(figure)) }
    return .report(
      ReportValue(
        Report(
          "pruning", title: "\(Sanitizer.visibleLine(model.name)), pruned \(rows.count) times",
          blocks),
        fields: fields))
  }

  private var fields: [(name: String, value: Value)] {
    func numbers(_ values: [Double]) -> Value {
      .tensor(TensorValue(weak: Tensor(values, [values.count])))
    }
    var fields: [(name: String, value: Value)] = [
      ("models", .list(ValueList(rows.map { .model($0.model) }))),
      ("sparsity", numbers(rows.map(\.share))),
    ]
    for (place, name) in (rows.first?.measured ?? []).map(\.name).enumerated() {
      fields.append((name, numbers(rows.map { $0.measured[place].value })))
    }
    return fields
  }

  private var figure: Plot? {
    guard let measure, rows.count > 1 else { return nil }
    let sorted = rows.sorted { $0.share < $1.share }
    var plot = Plot(
      .lines([
        Series(
          measure, role: .group(0), xs: sorted.map(\.share),
          ys: sorted.map { $0.measured.last?.value ?? .nan })
      ]), title: "\(measure) over sparsity")
    plot.x.title = "sparsity"
    return plot
  }
}
