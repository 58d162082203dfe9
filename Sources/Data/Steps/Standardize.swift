import Catalog
import Engine
import Support

/// Inputs with mean 0 and deviation 1, measured on the training part.
struct Standardize: DataStep {
  static let columns = Parameter<[String]>.columns(
    "columns of a table", shown: .said("all of numbers"))
  static let signature = Signature(
    "standardize", .step, "Shift and scale the inputs to mean 0 and deviation 1.",
    example: "data generated(moons, 100) { split 80%, 20%; standardize }", [columns.description],
    details: """
      (x − mean) / deviation, both learnt from the training part alone, wherever the line stands. \
      Rows of features have a mean and a deviation for each; samples of more axes have one for \
      all numbers. The deviation divides by n. A feature that never changes becomes 0.
      """)

  private let names: [String]

  init(_ arguments: BoundArguments) throws(ArgumentError) { names = try arguments[Self.columns] }

  var changesColumns: Bool { true }
  var columnUse: ColumnUse { .changing(names) }

  /// The training part as Doubles, and everything anew.
  func memory(for dataset: Dataset) -> Int {
    ByteEstimate.product(3, dataset.byteCount) + (dataset.tabular?.byteCount ?? 0)
  }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    if var tabular = dataset.columnsToChange {
      let chosen = try tabular.features(names, need: .numbersOrDates, of: dataset.name)
      tabular.append(FittedStep(Self.signature.name, chosen.map(ScaleColumns.standardized)))
      var result = dataset
      result.tabular = tabular
      result.learntSteps.append(Self.signature.name)
      return result
    }
    guard names.isEmpty else { throw DataError(.recipe(.noColumns(data: dataset.name))) }
    try dataset.checkNumbers()
    let features = dataset.sampleShape.rank == 1 ? dataset.sampleShape[0] : 1
    let numbers = dataset.x.doubles
    guard !numbers.isEmpty, features > 0 else { throw DataError(.samples(.noSamples)) }
    var factors: [Double] = []
    var terms: [Double] = []
    for feature in 0..<features {
      let (mean, deviation) = moments(numbers, from: feature, by: features)
      factors.append(1 / deviation)
      terms.append(-mean / deviation)
    }
    var result = try dataset.mapParts { samples, _ in
      samples.mappingInputs { rows in
        SampleRows(rows.tensor.scaled(by: factors, plus: terms, as: context.dtype))
      }
    }
    result.learntSteps.append(Self.signature.name)
    result.note(.scale(factors: factors, terms: terms))
    return result
  }

  /// Two passes in Double, so that large means cost no digits.
  private func moments(_ numbers: [Double], from start: Int, by step: Int) -> (Double, Double) {
    let count = Double(numbers.count / step)
    var sum = 0.0
    let rows = 0..<(numbers.count - start + step - 1) / step
    for row in rows.untilInterrupted { sum += numbers[start + row * step] }
    let mean = sum / count
    var squares = 0.0
    for row in rows.untilInterrupted {
      let distance = numbers[start + row * step] - mean
      squares += distance * distance
    }
    let deviation = (squares / count).squareRoot()
    return (mean, deviation > 0 ? deviation : 1)
  }
}
