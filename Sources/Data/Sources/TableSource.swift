import Catalog
import Engine

/// Samples that stand in the program.
enum TableSource: DataSource {
  static let x = Parameter<Tensor>("x", "the inputs, one row for each sample")
  static let y = Parameter<Tensor>("y", "the targets, as many as there are rows")
  static let signature = Signature(
    "table", .source, "Samples that are written in the program.",
    example: "table([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])",
    [x.description, y.description],
    details: """
      x [samples × features] and y [samples]. A plain list of inputs has one feature. Targets that \
      are all whole and at least 0 are classes.
      """)

  static func load(
    _ arguments: BoundArguments, _ context: DataContext
  ) throws(DataError) -> Dataset {
    var inputs = try arguments.value(x)
    let targets = try arguments.value(y)
    guard inputs.shape.rank > 0, targets.shape.rank > 0, inputs.shape[0] == targets.shape[0] else {
      throw DataError(.samples(.countsDiffer(x: inputs.shape, y: targets.shape)))
    }
    guard inputs.shape[0] > 0 else { throw DataError(.samples(.noSamples)) }
    for samples in [inputs, targets] where samples.count == 0 {
      throw DataError(.samples(.emptySamples(Shape(Array(samples.shape.extents.dropFirst())))))
    }
    for samples in [inputs, targets] { try check(samples, context) }
    if inputs.shape.rank == 1 { inputs = inputs.reshaped([inputs.count, 1]) }
    return Dataset(
      name: "table",
      train: Samples(x: inputs.cast(to: context.dtype), y: targets.asTargets(context.dtype)),
      provenance: "written in the program")
  }

  /// Refuses numbers that would be infinite in the type in force.
  private static func check(_ samples: Tensor, _ context: DataContext) throws(DataError) {
    guard samples.dtype == .float64, context.dtype != .float64 else { return }
    let numbers = samples.doubles
    let place = numbers.indices.untilInterrupted.first { context.dtype.isExceeded(by: numbers[$0]) }
    guard let place else { return }
    let width = samples.shape.rank == 2 ? samples.shape[1] : 0
    throw DataError(
      .samples(
        .tooLarge(
          numbers[place], column: width > 0 ? place % width : nil, type: context.dtype)))
  }
}
