/// The colours of a vector picture around its data: on paper or on a dark page.
package enum SVGTheme: String, Sendable, CaseIterable {
  /// Dark on white.
  case light
  /// Light on nearly black.
  case dark

  var isLight: Bool { self == .light }

  /// Behind everything.
  var background: String { isLight ? "#ffffff" : "#16181d" }

  /// Of axes and their ticks.
  var axis: String { isLight ? "#6c6c6c" : "#8a8a8a" }

  /// Of lines over the whole area.
  var rule: String { isLight ? "#c4c4c4" : "#4a4d55" }

  /// Of the lines that lead the eye from a tick to the data.
  var grid: String { isLight ? "#ececec" : "#26292f" }

  /// Of an ink.
  func color(_ ink: Ink) -> String {
    switch ink {
    case .text, .strong: isLight ? "#1c1c1c" : "#e4e4e4"
    case .faint: hex(Palette.faint(isLight: isLight))
    case .series(let slot): hex(Palette.rgb(slot, isLight: isLight))
    case .band(let slot): hex(Palette.band(slot, isLight: isLight))
    case .alert: hex(Palette.alert(isLight: isLight))
    case .color(let rgb): hex(rgb)
    }
  }

  var capabilities: Capabilities {
    var found = Capabilities(depth: .trueColor, isLightBackground: isLight)
    found.drawsShapes = true
    return found
  }
}
