import Support

extension Plot {
  /// The one fact that stands for the chart where nothing else has room.
  var headline: String {
    switch kind {
    case .lines(let series), .functions(let series):
      guard let one = series.first, let last = one.ys.last else { return "no values" }
      return "\(clean(one.label)) \(short(last))"
    case .scatter(let classes): return "\(classes.reduce(0) { $0 + $1.count }) points"
    case .boundary(_, let classes): return "\(classes.reduce(0) { $0 + $1.count }) points"
    case .confusion(let counts): return percent(counts.accuracy)
    case .image(let cells):
      guard let first = cells.first else { return "no picture" }
      return first.caption.isEmpty ? "\(first.width)×\(first.height)" : clean(first.caption)
    case .heat(let map): return "\(map.rows)×\(map.columns)"
    case .histogram(let values): return "n \(NumberText.grouped(values.count))"
    }
  }
}
