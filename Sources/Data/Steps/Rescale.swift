import Catalog
import Support

/// x · scale + offset for every input.
struct Rescale: DataStep {
  static let scale = Parameter<Double>(
    "scale", "what every input is multiplied by", rule: "finite", where: \.isFinite)
  static let offset = Parameter<Double>(
    "offset", "what is added afterwards", default: 0, rule: "finite", where: \.isFinite)
  static let signature = Signature(
    "rescale", .step, "Multiply every input by a number, as Keras's Rescaling layer.",
    example: "data digits { take 10; rescale 1/255 }", [scale.description, offset.description],
    details: "x · scale + offset, in the type of the session. Targets stay as they are.")

  private let scale: Double
  private let offset: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    scale = try arguments[Self.scale]
    offset = try arguments[Self.offset]
  }

  var changesColumns: Bool { true }
  var columnUse: ColumnUse { .changing([]) }

  func memory(for dataset: Dataset) -> Int { dataset.byteCount }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    if var tabular = dataset.columnsToChange, scale != 0 {
      let chosen = try tabular.features([], need: .numbers, of: dataset.name)
      tabular.append(
        FittedStep(
          Self.signature.name, options: options,
          chosen.map { .init($0.name, .scale(offset: -offset / scale, factor: scale)) }))
      var result = dataset
      result.tabular = tabular
      return result
    }
    try dataset.checkNumbers()
    var result = try dataset.mapParts { samples, _ in
      samples.mappingInputs { rows in
        rows.mapping { $0.scaled(by: [scale], plus: [offset], as: context.dtype) }
      }
    }
    result.note(.scale(factors: [scale], terms: [offset]))
    return result
  }

  private var options: String {
    NumberText.general(scale) + (offset == 0 ? "" : ", offset=\(NumberText.general(offset))")
  }
}
