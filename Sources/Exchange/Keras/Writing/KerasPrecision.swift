import Data
import Support

/// Numbers that Keras cannot be given as a file has them: `predict` and `fit` turn whatever they get into float32, in which
/// seconds since 1970 are 128 apart.
enum KerasPrecision {
  /// What rounding may change of a number that the layers take.
  private static let limit = 1e-5

  /// The columns of a recipe that would come to something else.
  static func lost(_ recipe: Recipe) -> [String] {
    recipe.columns.filter { $0.kind != .category }.map(\.name).filter { name in
      let changes = recipe.steps.flatMap(\.changes).filter { $0.column == name }.map(\.change)
      return error(of: changes) > limit
    }
  }

  /// The largest error behind the first step that takes large numbers to small ones; 0 where there is none.
  private static func error(of changes: [ColumnChange]) -> Double {
    // So many units of the file are one of what stands there now.
    var unit = 1.0
    for change in changes {
      switch change {
      case .drop, .logarithm: return 0
      case .days: unit *= 86_400
      case .scale(let offset, let factor):
        // Twice the spread around the middle is where most rows are.
        let largest = abs(offset) + 2 / abs(factor)
        return rounding(largest * unit) / unit * abs(factor)
      case .bins(let edges):
        // Rows stand on edges: whole numbers at least have to stay what they are.
        return (edges.map(abs).max() ?? 0) * unit < 0x1p24 ? 0 : .infinity
      case .fillNumber, .fillWord, .clip, .oneHot, .ordinal, .clean, .tokens: continue
      }
    }
    return 0
  }

  private static func rounding(_ number: Double) -> Double { Double(Float(number).ulp) / 2 }

  /// Why these columns are prepared before; nothing where there are none.
  static func remark(_ lost: [String]) -> [String] {
    guard let first = lost.first else { return [] }
    let others = lost.count == 1 ? "" : " and \(NumberText.count(lost.count - 1, "other column"))"
    return [
      "Keras takes numbers as float32, in which `\(Sanitizer.visible(first))`\(others) would lose what tells rows apart"
    ]
  }
}
