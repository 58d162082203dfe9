import Language
import Plots

/// How a notebook is drawn: colours, glyphs, and what the language says about a text.
struct NotebookLook {
  var hasColor = true
  var isASCII = false
  var plots: Capabilities
  /// Whether charts are told in words.
  var describesCharts = false
  /// Coloured ranges of a program, in UTF-8 offsets.
  var highlights: (String) -> [(SourceSpan, Style)] = { _ in [] }
  /// Blanks that begin the line behind a text.
  var indentation: (String) -> Int = { _ in 0 }

  var bar: String { isASCII ? "|" : "▌" }

  func cell(_ color: UInt8? = nil, _ attributes: Cell.Attributes = []) -> Cell {
    var cell = Cell(" ", attributes: attributes)
    if hasColor, let color { cell.foreground = .sixteen(color) }
    return cell
  }

  func cell(_ style: Style) -> Cell {
    let look = TextColor(style)
    return cell(look.color, look.attributes)
  }
}
