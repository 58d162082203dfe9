import Engine
import Formats
import Support

/// What is predicted: classes with their names, or numbers with the scale on which training sees them.
package struct TargetRecipe: Equatable, Sendable {
  /// The column's name.
  package let column: String
  /// The classes in the order of their numbers; empty for numbers.
  package let classes: [String]
  /// Training sees (y − offset) / scale; a prediction times scale plus offset is in the file's units.
  package var offset: Double
  /// 1 where the target is as it stands in the file.
  package var scale: Double
  /// Whether classes are words in small letters without blanks around them, and rows are asked for such.
  package internal(set) var isCleaned = false
  /// How rows as the file has them come to a target that was computed; `nil` for a column of the file.
  package internal(set) var formula: Formula?

  /// Classes, or numbers as they are.
  package init(column: String, classes: [String] = [], offset: Double = 0, scale: Double = 1) {
    (self.column, self.classes, self.offset, self.scale) = (column, classes, offset, scale)
  }

  /// The ten digits.
  static var digits: TargetRecipe {
    TargetRecipe(column: "digit", classes: (0..<10).map { String($0) })
  }

  /// Whether the numbers are not those of the file.
  package var isScaled: Bool { offset != 0 || scale != 1 }

  /// How it is learnt from the training part.
  ///
  /// Words are classes, in the order of their bytes. Whole numbers are classes where they are few: at most
  /// 20 different ones, each met twice in the mean or counting from 0 or 1 without a gap; or up to 1,000 from 0 without
  /// a gap, each met ten times in the mean.
  package init(learntFrom column: TypedColumn) {
    switch column.values {
    case .categories(_, let names): self.init(column: column.name, classes: names)
    case .texts:
      guard case .categories(_, let names) = column.asCategory.values else {
        self.init(column: column.name)
        return
      }
      self.init(column: column.name, classes: names)
    case .wholes(let numbers):
      let distinct = Set(numbers.lazy.filter { !$0.isNaN }).sorted()
      self.init(
        column: column.name,
        classes: Self.areClasses(distinct, of: numbers.count)
          ? distinct.map { String(Int($0, within: -1 << 53...1 << 53)) } : [])
    case .numbers, .dates: self.init(column: column.name)
    }
  }

  private static func areClasses(_ distinct: [Double], of count: Int) -> Bool {
    guard let first = distinct.first, let last = distinct.last, distinct.count > 1 else {
      return false
    }
    let isGapless = last - first == Double(distinct.count - 1)
    if distinct.count <= 20 {
      return distinct.count * 2 <= count || isGapless && (first == 0 || first == 1)
    }
    return isGapless && first == 0 && distinct.count <= 1_000 && distinct.count * 10 <= count
  }

  /// Whether the classes are 0, 1, 2, … themselves.
  package var isNumbered: Bool {
    classes.indices.allSatisfy { classes[$0] == String($0) }
  }
}

extension TargetRecipe {
  /// Whether rows lack a class, of which there is no number for nothing.
  func lacksClass(in column: TypedColumn) -> Bool {
    !classes.isEmpty && (0..<column.count).untilInterrupted.contains { column.values.isMissing($0) }
  }

  /// The column of raw rows that is predicted, computed where it was; `nil` where it can be neither found nor computed.
  func column(of table: TypedTable) -> TypedColumn? {
    if let column = table.column(named: column) { return column }
    guard let formula, let numbers = try? formula.numbers(of: table) else { return nil }
    return TypedColumn(column, .numbers(numbers))
  }

  /// The targets of rows as training sees them: class numbers [n], or numbers [n].
  ///
  /// Throws for a row without one, a class that training has not seen, and words for numbers.
  /// With `allowingGaps` a number that is missing is NaN.
  package func values(
    of column: TypedColumn, _ dtype: DType, allowingGaps: Bool = false
  ) throws(RecipeError) -> Tensor {
    if classes.isEmpty {
      guard let numbers = column.values.doubles else {
        throw .otherKind(
          column: column.name, expected: .number, found: column.kind, text: column.firstText)
      }
      if !allowingGaps, let row = numbers.firstIndex(where: \.isNaN) {
        throw .missingValue(column: column.name, row: row)
      }
      if let row = numbers.firstIndex(where: { dtype.isExceeded(by: $0) || $0.isInfinite }) {
        throw .tooLarge(numbers[row], column: column.name, row: row, type: dtype)
      }
      return Tensor(numbers.map { ($0 - offset) / scale }, [numbers.count], dtype)
    }
    let words = isCleaned ? column.asCategory.cleaned : column.asCategory
    let codes = words.codes(in: classes)
    if let row = codes.firstIndex(where: { $0 < 0 }) {
      guard codes[row] == ColumnSchema.unseen, case .categories(let own, let names) = words.values
      else { throw .missingValue(column: column.name, row: row) }
      throw .unseenClass(names[Int(own[row])], column: column.name, known: classes)
    }
    return Tensor(codes, [codes.count])
  }

  /// A spread of predictions in the units of the file.
  package func spreadInUnits(_ deviations: Tensor) -> Tensor {
    guard isScaled else { return deviations }
    return Tensor(deviations.doubles.map { $0 * scale }, deviations.shape, deviations.dtype)
  }

  /// Predictions in the units of the file.
  package func inUnits(_ predictions: Tensor) -> Tensor {
    guard isScaled else { return predictions }
    return Tensor(
      predictions.doubles.map { $0 * scale + offset }, predictions.shape, predictions.dtype)
  }
}
