import Support

// What charts that judge answers say under the pointer: what was measured there, and not the row of the pointer.

extension ThresholdChart {
  /// Precision, recall and F1 of the threshold under the pointer; of several classes F1 of each.
  package func reading(of plot: Plot, in scene: Scene, row: Int, column: Int) -> String? {
    guard let (x, _) = scene.values(row: row, column: column) else {
      return scene.words(row: row, column: column)
    }
    let (shown, _) = JudgedCurves.shown(curves) { $0.best?.f1 ?? 0 }
    let text = "threshold \(short(x)): "
    guard curves.count > 1 else {
      return shown.first.map { curve in
        let cut = curve.cut(from: x)
        return text + "precision \(share(cut.precision))   recall \(share(cut.recall))"
          + "   F1 \(share(cut.f1))"
      }
    }
    return text + "F1 "
      + shown.map { "\(clean($0.label)) \(share($0.cut(from: x).f1))" }.joined(separator: "   ")
  }
}

extension ROCChart {
  /// The place of a curve that is nearest to the pointer: its threshold and both rates.
  package func reading(of plot: Plot, in scene: Scene, row: Int, column: Int) -> String? {
    let (shown, _) = JudgedCurves.shown(curves, by: \.area)
    guard
      let (curve, cut) = shown.nearest(
        in: scene, row: row, column: column, at: { UnitPoint($0.alarms, $0.recall) })
    else { return scene.words(row: row, column: column) }
    return curve.named + cut.from
      + "true positive rate \(share(cut.recall))   false positive rate \(share(cut.alarms))"
      + "   precision \(share(cut.precision))"
  }
}

extension PrecisionRecallChart {
  /// The place of a curve that is nearest to the pointer: its threshold, precision and recall.
  package func reading(of plot: Plot, in scene: Scene, row: Int, column: Int) -> String? {
    let (shown, _) = JudgedCurves.shown(curves, by: \.averagePrecision)
    guard
      let (curve, cut) = shown.nearest(
        in: scene, row: row, column: column, at: { UnitPoint($0.recall, $0.precision) })
    else { return scene.words(row: row, column: column) }
    return curve.named + cut.from
      + "precision \(share(cut.precision))   recall \(share(cut.recall))   F1 \(share(cut.f1))"
  }
}

extension CalibrationChart {
  /// The bin under the pointer: what was predicted, what is true, and how many there are.
  package func reading(of plot: Plot, in scene: Scene, row: Int, column: Int) -> String? {
    guard let (x, _) = scene.values(row: row, column: column) else {
      return scene.words(row: row, column: column)
    }
    let filled = curves.filter { $0.total > 0 }
    let parts = filled.prefix(JudgedCurves.limit).compactMap { curve -> String? in
      let size = Double(curve.bins.count)
      let place = Int(x * size, within: 1...max(1, curve.bins.count), rounded: .up) - 1
      guard curve.bins.indices.contains(place) else { return nil }
      let bin = curve.bins[place]
      let name = curve.label.isEmpty ? "" : clean(curve.label) + " "
      let ends = "\(short(Double(place) / size)) to \(short(Double(place + 1) / size))"
      guard bin.count > 0 else { return "\(name)\(ends): no sample" }
      return "\(name)\(ends): predicted \(share(bin.mean))   true \(share(bin.rate))"
        + "   n \(short(bin.count))"
    }
    return parts.isEmpty ? nil : parts.joined(separator: "   ")
  }
}

extension ContourChart {
  /// The place under the pointer with its value, between those that were computed around it.
  package func reading(of plot: Plot, in scene: Scene, row: Int, column: Int) -> String? {
    guard let (x, y) = scene.values(row: row, column: column) else {
      return scene.words(row: row, column: column)
    }
    func name(_ axis: Axis, _ fallback: String) -> String {
      axis.title.isEmpty ? fallback : clean(axis.title)
    }
    let place = "\(name(plot.x, "x")) \(short(x))   \(name(plot.y, "y")) \(short(y))"
    guard let value = value(x: x, y: y) else { return place }
    return "value \(short(value, digits: 5))   \(place)"
  }

  /// The value at a place, linear between the four around it; `nil` outside, and where one of them is missing.
  private func value(x: Double, y: Double) -> Double? {
    guard columns > 1, rows > 1, values.count == columns * rows else { return nil }
    let across = (x - xs.lowerBound) / (xs.upperBound - xs.lowerBound) * Double(columns - 1)
    let up = (y - ys.lowerBound) / (ys.upperBound - ys.lowerBound) * Double(rows - 1)
    guard (0...Double(columns - 1)).contains(across), (0...Double(rows - 1)).contains(up) else {
      return nil
    }
    let column = Int(across, within: 0...(columns - 2))
    let row = Int(up, within: 0...(rows - 2))
    let (right, above) = (across - Double(column), up - Double(row))
    func at(_ row: Int, _ column: Int) -> Double { values[row * columns + column] }
    let below = at(row, column) * (1 - right) + at(row, column + 1) * right
    let over = at(row + 1, column) * (1 - right) + at(row + 1, column + 1) * right
    let value = below * (1 - above) + over * above
    return value.isFinite ? value : nil
  }
}

/// A share with three decimals, `-` where there is none.
private func share(_ value: Double) -> String {
  value.isNaN ? "-" : NumberText.fixed(value, decimals: 3)
}

extension ScoreCurve {
  /// Its name and a colon; empty where it has none.
  fileprivate var named: String { label.isEmpty ? "" : clean(label) + ": " }
}

extension ScoreCurve.Cut {
  /// From which score on answers are yes.
  fileprivate var from: String {
    threshold.isFinite ? "score >= \(short(threshold)): " : "above all scores: "
  }
}

extension [ScoreCurve] {
  /// The cut whose place in the picture is nearest to a cell, and its curve.
  fileprivate func nearest(
    in scene: Scene, row: Int, column: Int, at place: (ScoreCurve.Cut) -> UnitPoint
  ) -> (ScoreCurve, ScoreCurve.Cut)? {
    guard let frame = scene.frame, let here = scene.unit(row: row, column: column) else {
      return nil
    }
    // Cells are twice as high as wide.
    let (width, height) = (Double(frame.area.width), 2 * Double(frame.area.height))
    var best: (distance: Double, curve: ScoreCurve, cut: ScoreCurve.Cut)?
    for curve in self {
      for cut in curve.cuts {
        let there = place(cut)
        let dx = (frame.x.unit(there.x) - here.x) * width
        let dy = (frame.y.unit(there.y) - here.y) * height
        let distance = dx * dx + dy * dy
        if distance < best?.distance ?? .infinity { best = (distance, curve, cut) }
      }
    }
    return best.map { ($0.curve, $0.cut) }
  }
}
