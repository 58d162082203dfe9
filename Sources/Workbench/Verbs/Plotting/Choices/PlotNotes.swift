import Plots
import Support

/// Words at places of a chart.
enum PlotNotes {
  /// `[[x, y, "text"], …]`, or one of them alone; `nil` for anything else.
  static func read(_ value: Value) -> [Annotation]? {
    guard case .list(let items) = value else { return nil }
    if let one = note(value) { return [one] }
    let notes = items.compactMap(note)
    return notes.count == items.count ? notes : nil
  }

  /// Words at their places, which automatic axes hold as they hold lines; outside ends that were asked for they are
  /// counted.
  static func add(_ notes: [Annotation], to plot: inout Plot) {
    plot.annotations += notes
    plot.x.places += notes.map(\.x)
    plot.y.places += notes.map(\.y)
    let outside = notes.count { !plot.x.holds($0.x) || !plot.y.holds($0.y) }
    if outside > 0 { plot.cautions.append("\(NumberText.count(outside, "note")) outside") }
  }

  /// Whether a place of one of them is a date.
  static func hasDates(_ value: Value) -> Bool {
    guard case .list(let items) = value else { return false }
    if note(value) != nil, let first = items.first, case .text = first { return true }
    return items.contains { item in
      if case .list = item { hasDates(item) } else { false }
    }
  }

  private static func note(_ value: Value) -> Annotation? {
    guard case .list(let parts) = value, parts.count == 3,
      let x = parts[0].number ?? PlotPlaces.dates(PlotPlaces.listed(parts[0]))?.first, x.isFinite,
      let y = parts[1].number, case .text(let text) = parts[2]
    else { return nil }
    return Annotation(x: x, y: y, text)
  }
}
