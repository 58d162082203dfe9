import Sessions
import Support

/// About how long a learner needs for a lesson.
enum LessonMinutes {
  /// Whole minutes, at least one: words at 180 a minute, Chinese characters at 300, half a minute for a cell, one for a
  /// question and three for an exercise.
  static func estimate(_ steps: [LessonStep]) -> Int {
    var minutes = 0.0
    for step in steps {
      switch step {
      case .prose(let prose): minutes += reading(prose.text)
      case .cell(let cell) where !cell.options.isHidden: minutes += 0.5
      case .quiz: minutes += 1
      case .exercise: minutes += 3
      case .cell, .directive, .check: break
      }
    }
    return max(1, Int(saturating: minutes.rounded(.up)))
  }

  private static func reading(_ text: String) -> Double {
    let wide = text.count { TextWidth.columns(of: $0) == 2 }
    let words = text.split { $0.isWhitespace || TextWidth.columns(of: $0) == 2 }.count
    return Double(words) / 180 + Double(wide) / 300
  }
}
