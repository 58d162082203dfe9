import Data
import Engine
import Formats
import Learning
import Support

/// Numbers of requests for a model whose data stood on a scale of their own: pixels from 0 to 255, moments of a sound, rows of
/// a series in its units. They go through the model's recipe as files and rows do.
struct RawNumbers {
  /// What one instance is.
  private enum Kind {
    case files(RawInput)
    case series([ColumnSchema], length: Int)
  }

  private let kind: Kind
  private let recipe: Recipe
  private let dtype: DType
  /// Of one instance, as clients send it.
  let shape: Shape

  /// `nil` where numbers are what the layers take: for models without a recipe, and for tables, whose columns have names.
  ///
  /// `files` is how files become samples.
  init?(_ model: Model, files: Recipe?) {
    guard model.inputs.count == 1 else { return nil }
    let input = model.inputs[0].shape
    dtype = model.dtype
    if let files, let raw = files.raw {
      (kind, recipe) = (.files(raw), files)
      // Steps that only scale and give another shape leave each number where it stands.
      shape = raw.shape.count == input.count ? input : raw.shape
      return
    }
    guard let recipe = model.recipe, let columns = recipe.seriesColumns,
      let length = recipe.window?.length, input.extents == [length, columns.count]
    else { return nil }
    (kind, self.recipe, shape) = (.series(columns, length: length), recipe, input)
  }

  /// Whether an instance is several rows in time.
  var isSeries: Bool { if case .series = kind { true } else { false } }

  /// Between which numbers each must lie; `nil` where that is not so.
  var range: ClosedRange<Double>? {
    if case .files(.picture) = kind { 0...255 } else { nil }
  }

  /// What the numbers are, for descriptions.
  var words: String {
    switch kind {
    case .files(.picture): "Pixels from 0 to 255, as files of pictures have them."
    case .files(.sound): "Moments of a sound from -1 to 1, as files have them."
    case .series(let columns, let length):
      "\(NumberText.count(length, "row")) of \(RequestWords.list(columns.map(\.name))), oldest first, in the units of the data."
    }
  }

  /// The model's input for instances `[instances × shape]`.
  func rows(_ x: Tensor) throws(RequestProblem) -> Tensor {
    switch kind {
    case .files(let raw):
      if let range, let place = x.firstPosition(in: 0..<x.count, where: { !range.contains($0) }) {
        throw RequestProblem(
          422,
          "instances[\(place / max(1, shape.count))]: \(NumberText.general(x.doubles[place])) is no number from 0 to 255, and the model takes pixels as files of pictures have them"
        )
      }
      let samples = Shape([x.shape[0]] + raw.shape.extents)
      do throws(DataError) {
        return try recipe.stepped(x.cast(to: dtype).reshaped(samples), dtype).x
      } catch {
        throw RequestProblem(503, "there is too little memory for so many rows at once")
      }
    case .series(let columns, let length): return try windows(x, columns, length)
    }
  }

  /// Windows that stand side by side are cut out of one table of all their rows, at the same gate as rows with names.
  private func windows(
    _ x: Tensor, _ columns: [ColumnSchema], _ length: Int
  ) throws(RequestProblem) -> Tensor {
    let numbers = x.doubles
    let count = numbers.count / columns.count
    let table = TypedTable(
      columns.enumerated().map { place, column in
        TypedColumn(
          column.name, .numbers((0..<count).map { numbers[$0 * columns.count + place] }))
      }, rowCount: count)
    var notes: [RecipeNote] = []
    do throws(RecipeError) {
      let all = try recipe.answers(of: table, withTarget: false, dtype, notes: &notes).samples
      return all.subset((0..<x.shape[0]).map { $0 * length }).x
    } catch {
      guard case .tooLarge(let number, _, let row, _) = error else {
        throw RequestProblem(422, "instances: these rows do not fit what the model has learnt from")
      }
      throw RequestProblem(
        422,
        "instances[\(row / length)][\(row % length)]: "
          + (number.isFinite
            ? "\(NumberText.general(number)) is beyond \(dtype.name)"
            : "the steps of the model give no number there"))
    }
  }
}

extension Recipe {
  /// The columns of windows whose every number is one number of a row; `nil` for other recipes.
  fileprivate var seriesColumns: [ColumnSchema]? {
    let asked = askedColumns
    guard window != nil, raw == nil, texts.isEmpty, shape == nil, tensorSteps.isEmpty,
      steps.allSatisfy({ $0.lags == nil && $0.computed == nil }),
      asked.allSatisfy({ $0.kind == .number || $0.kind == .whole })
    else { return nil }
    let others = asked.map(\.name).filter { $0 != target?.column }
    guard featureNames.filter({ $0 != target?.column }) == others, asked.last?.name == target?.column
    else { return nil }
    return asked
  }
}
