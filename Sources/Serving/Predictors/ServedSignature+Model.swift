import Data
import Engine
import Formats
import Glibc
import Learning

extension ServedSignature {
  /// All that a model takes and gives.
  init(
    _ model: Model, rows: RowReading?, files: RawInput?, raw numbers: RawNumbers?,
    takesText: Bool, _ reader: AnswerReader
  ) {
    let raw: Raw
    switch files {
    case .picture: raw = .picture
    case .sound: raw = .sound
    case nil:
      if let rows {
        let isText = rows.columns.count == 1 && rows.columns[0].kind == .text
        raw = isText ? .text : .fields(rows.fields(of: model))
      } else {
        raw = takesText ? .text : .none
      }
    }
    let classes = model.answersClasses(reader.classes.count) ? reader.classes : []
    let answer: Answer =
      if !classes.isEmpty { .classes(areProbabilities: reader.areProbabilities) } else {
        reader.classes.isEmpty && reader.target != nil && model.outputShape.count == 1
          ? .number : .numbers
      }
    self.init(
      inputs: model.inputs.map { input in
        Port(
          input.name, shape: (numbers?.shape ?? input.shape).extents,
          bound: model.indexLimits.filter { $0.input == input.name }.map(\.bound).min(),
          greatest: model.dtype == .float64
            ? .greatestFiniteMagnitude : ServedSignature.Port.greatestOf32Bits,
          range: numbers?.range,
          note: numbers?.words ?? (rows == nil ? nil : Port.prepared))
      },
      output: Port(model.outputLabel, shape: model.outputShape.extents), raw: raw,
      classes: classes, answer: answer)
  }
}

extension ServedSignature {
  /// A range that was taken back out of scaled numbers, without what rounding has added to its ends: a millionth of its width.
  static func told(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let width = range.upperBound - range.lowerBound
    guard width > 0, width.isFinite else { return range }
    let digits = (log10(width) - 6).rounded(.down)
    // A power of ten is exact, and so are quotients by it, only from 1 on.
    let unit = pow(10, abs(digits))
    func rounded(_ end: Double) -> Double {
      guard abs(end) < 1e15 / (digits < 0 ? unit : 1 / unit) else { return end }
      let told = digits < 0 ? (end * unit).rounded() / unit : (end / unit).rounded() * unit
      return told.isFinite ? told : end
    }
    let (low, high) = (rounded(range.lowerBound), rounded(range.upperBound))
    return low <= high ? low...high : range
  }
}

extension RowReading {
  /// The fields of a row, with what training saw of them.
  fileprivate func fields(of model: Model) -> [ServedSignature.Field] {
    columns.map { column in
      let isOpen = recipe.steps.contains { $0.lags?.group == column.name }
      return ServedSignature.Field(
        column.name, kind: column.kind, words: isOpen ? [] : column.words,
        range: recipe.range(of: column.name).map(ServedSignature.told),
        takesNull: !recipe.needsWord(in: column) && takesGap(in: column.name),
        hasTimes: recipe.hasTimes(in: column))
    }
  }

  /// Whether a row is answered in which nothing stands there, tried with one that is complete.
  private func takesGap(in name: String) -> Bool {
    guard !recipe.looksBack else { return false }
    let cells = columns.map { column -> TypedColumn in
      let cell: RowCell =
        switch column.kind {
        case _ where column.name == name: .gap
        case .number, .whole: .number(1)
        case .date: .text("2023-03-25")
        case .category: column.words.first.map { .text($0) } ?? .gap
        case .text: .text("")
        }
      return TypedColumn(column.name, cells: [cell])
    }
    var notes: [RecipeNote] = []
    return
      (try? recipe.answers(
        of: TypedTable(cells, rowCount: 1), withTarget: false, dtype, notes: &notes)) != nil
  }
}
