import Language
import Plots

/// How a piece of text looks, at the prompt and in the notebook: the one table of its colours. Those of
/// charts stand in `Plots/Raster/Palette`.
struct TextColor: Equatable {
  /// One of the sixteen that every terminal has, named as charts name them; `nil` for the usual one.
  var color: UInt8?
  var attributes: Cell.Attributes = []

  static let prompt = TextColor(color: 2, attributes: .bold)
  static let bold = TextColor(attributes: .bold)
  static let dim = TextColor(attributes: .dim)

  /// What the control sequence that switches it on holds; empty for ordinary text.
  var parameters: String {
    var codes: [String] = []
    if attributes.contains(.bold) { codes.append("1") }
    if attributes.contains(.dim) { codes.append("2") }
    if let color { codes.append("\(30 + color)") }
    return codes.joined(separator: ";")
  }

  /// The text in this look, for a terminal.
  func applied(to text: String) -> String { "\u{1B}[\(parameters)m\(text)\u{1B}[0m" }
}

extension TextColor {
  /// The look of a piece of a program.
  init(_ style: Style) {
    self =
      switch style {
      case .keyword: TextColor(color: 5)
      case .verb: TextColor(color: 4, attributes: .bold)
      case .layer: TextColor(color: 6)
      case .function: TextColor(color: 4)
      case .number: TextColor(color: 3)
      case .string: TextColor(color: 2)
      case .comment: .dim
      case .error: TextColor(color: 1)
      case .operatorSign, .name: TextColor()
      }
  }
}
