/// The axes of a chart with their labels placed.
package struct Frame: Sendable, Equatable {
  /// A label beside an axis.
  package struct Label: Sendable, Equatable {
    /// The value as words.
    package let text: String
    /// The place along the axis, 0…1.
    package let position: Double
  }

  /// The cells inside the axes; the left axis stands one column before, the lower one row below.
  package let area: CellRectangle
  /// Labels of the left axis, lowest first; empty where they have no room.
  package internal(set) var left: [Label]
  /// Labels of the lower axis.
  package internal(set) var bottom: [Label]
  /// Unlabelled places on the left axis.
  package internal(set) var minor: [Double] = []
  /// Places on the lower axis that lack a number, as cell columns of the area.
  package internal(set) var gaps: [Int] = []
  /// The titles of the axes, where they are asked for and have room.
  package internal(set) var titles: [SceneText] = []
  /// The map of the horizontal axis.
  let x: ScaleMap
  /// The map of the vertical axis.
  let y: ScaleMap

  /// The row of the picture that holds the height `unit`, given the dots of a cell.
  func row(of unit: Double, dots: Int) -> Int {
    let last = Double(area.height * dots - 1)
    return area.row + Int(saturating: ((1 - inside(unit)) * last).rounded()) / dots
  }

  /// The column of the picture that holds the place `unit`.
  func column(of unit: Double, dots: Int) -> Int {
    let last = Double(area.width * dots - 1)
    return area.column + Int(saturating: (inside(unit) * last).rounded()) / dots
  }
}

/// A share cut to 0…1; what is not a number counts as 0.
private func inside(_ unit: Double) -> Double { unit > 0 ? min(unit, 1) : 0 }
