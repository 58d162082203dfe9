import Support

// What the kinds of charts say about a cell under the pointer. Curves read out the values at their cursor, in the foot.

extension HeatChart {
  /// Row, column and number.
  package func reading(of plot: Plot, in scene: Scene, row: Int, column: Int) -> String? {
    guard let place = scene.table?.shown(map.values, row: row, column: column) else { return nil }
    func name(_ index: Int, _ labels: [String], _ word: String) -> String {
      index < labels.count ? clean(labels[index]) : "\(word) \(index)"
    }
    let value = map.values[place.row * map.columns + place.column]
    return name(place.row, map.rowLabels, "row") + ", "
      + name(place.column, map.columnLabels, "column")
      + ": " + short(value, digits: 6) + place.share
  }
}

extension Histogram {
  /// The interval under the pointer and how many values it holds.
  package func reading(of plot: Plot, in scene: Scene, row: Int, column: Int) -> String? {
    guard let frame = scene.frame, frame.area.width > 0 else { return nil }
    let across = column - frame.area.column
    let bars = scene.marks.compactMap { mark -> Bar? in
      if case .bar(let bar) = mark { bar } else { nil }
    }
    guard let bar = bars.first(where: { ($0.column...$0.column + $0.width).contains(across) })
    else {
      return (0..<frame.area.width).contains(across)
        ? "at \(short(frame.x.value((Double(across) + 0.5) / Double(frame.area.width)))): no value"
        : nil
    }
    let pitch =
      bars.count > 1
      ? zip(bars, bars.dropFirst()).map { $1.column - $0.column }.min() ?? bar.width : bar.width
    func edge(_ column: Int) -> String {
      short(frame.x.value(Double(column) / Double(frame.area.width)))
    }
    let count = Int(saturating: frame.y.value(bar.height).rounded())
    return "\(edge(bar.column)) to \(edge(bar.column + pitch)): \(plural(count, "value"))"
  }
}

extension BarChart {
  /// The bar of the row.
  package func reading(of plot: Plot, in scene: Scene, row: Int, column: Int) -> String? {
    let index = row - 1
    guard values.indices.contains(index), row < scene.height else { return nil }
    let name = index < labels.count ? clean(labels[index]) : "place \(index)"
    return "\(name): \(short(values[index], digits: 6))"
  }
}

extension ScatterChart {
  /// The nearest point with its place in its class.
  package func reading(of plot: Plot, in scene: Scene, row: Int, column: Int) -> String? {
    classes.nearest(in: scene, row: row, column: column)
  }
}

extension BoundaryChart {
  /// The class of the region with its probability, and the nearest point.
  package func reading(of plot: Plot, in scene: Scene, row: Int, column: Int) -> String? {
    guard let (x, y) = scene.values(row: row, column: column) else { return nil }
    let across = (x - field.xs.lowerBound) / (field.xs.upperBound - field.xs.lowerBound)
    let up = (y - field.ys.lowerBound) / (field.ys.upperBound - field.ys.lowerBound)
    var text = "(\(short(x)), \(short(y)))"
    if let sample = field.sample(x: across, y: up) {
      let name =
        sample.winner < classes.count
        ? clean(classes[sample.winner].label) : "class \(sample.winner)"
      text += field.isValueBands ? "   \(name)" : "   \(name) with \(short(sample.confidence))"
    }
    if let point = classes.nearest(in: scene, row: row, column: column) {
      text += "   nearest point: " + point
    }
    return text
  }
}

extension [PointClass] {
  /// The point nearest to a cell, in cells of the picture: its class, its number there, and its coordinates.
  fileprivate func nearest(in scene: Scene, row: Int, column: Int) -> String? {
    guard let frame = scene.frame, let place = scene.unit(row: row, column: column) else {
      return nil
    }
    let (x, y) = (frame.x.fast(), frame.y.fast())
    let (width, height) = (Double(frame.area.width), 2 * Double(frame.area.height))
    var best: (distance: Double, group: Int, index: Int)?
    for (group, one) in enumerated() where !one.isCurve {
      for index in (0..<one.count).untilInterrupted {
        let (dx, dy) = ((x(one.xs[index]) - place.x) * width, (y(one.ys[index]) - place.y) * height)
        let distance = dx * dx + dy * dy
        if distance < best?.distance ?? .infinity { best = (distance, group, index) }
      }
    }
    guard let best else { return nil }
    let one = self[best.group]
    // A class may be a number, too: what is its name and what counts points is told apart.
    let name = one.label.isEmpty ? "point" : "\(clean(one.label)), point"
    return "\(name) \(best.index): (\(short(one.xs[best.index])), \(short(one.ys[best.index])))"
      + (one.values.indices.contains(best.index)
        ? ", value \(short(one.values[best.index], digits: 5))" : "")
      + (one.isWrong(best.index) ? ", wrong" : "")
  }
}

extension CorrelationChart {
  /// Both columns and their correlation.
  package func reading(of plot: Plot, in scene: Scene, row: Int, column: Int) -> String? {
    HeatChart(map, over: -1...1, decimals: 2).reading(of: plot, in: scene, row: row, column: column)
  }
}

extension ConfusionMatrix {
  /// The true and the predicted class, how many, and their share of the true class.
  package func reading(of plot: Plot, in scene: Scene, row: Int, column: Int) -> String? {
    guard let place = scene.table?.entry(row: row, column: column),
      counts.counts.indices.contains(place.row),
      counts.counts[place.row].indices.contains(place.column)
    else { return scene.words(row: row, column: column) }
    let (count, all) = (
      counts.counts[place.row][place.column], counts.counts[place.row].reduce(0, +)
    )
    let share = all > 0 ? " = " + percent(Double(count) / Double(all)) : ""
    return
      "true \(clean(counts.labels[place.row])), predicted \(clean(counts.labels[place.column])): "
      + "\(NumberText.grouped(count)) of \(NumberText.grouped(all))\(share)"
  }
}

extension GroupChart {
  /// The group of the row, and the place on the axis that the groups share.
  package func reading(of plot: Plot, in scene: Scene, row: Int, column: Int) -> String? {
    guard let area = scene.frame?.area, let (x, _) = scene.values(row: row, column: column) else {
      return scene.words(row: row, column: column)
    }
    let shown = max(1, min(groups.count, area.height))
    let index = (row - area.row) / max(1, area.height / shown)
    guard groups.indices.contains(index) else { return nil }
    let box = BoxSummary(groups[index].values)
    let name = clean(groups[index].name).isEmpty ? "the values" : clean(groups[index].name)
    let axis = plot.x.title.isEmpty ? "x" : clean(plot.x.title)
    return "\(name): median \(short(box.median)), half from \(short(box.lower)) to"
      + " \(short(box.upper))   here \(axis) is \(short(x))"
  }
}

extension PairsChart {
  /// Which column is drawn over which in the small picture under the pointer.
  package func reading(of plot: Plot, in scene: Scene, row: Int, column: Int) -> String? {
    guard let place = scene.unit(row: row, column: column), !columns.isEmpty else {
      return scene.words(row: row, column: column)
    }
    let most = columns.count - 1
    let across = columns[Int(place.x * Double(columns.count), within: 0...most)]
    let up = columns[Int((1 - place.y) * Double(columns.count), within: 0...most)]
    if across == up { return "how \(clean(across.name)) is spread" }
    let r = correlation(across.values[...], up.values[...])
    return "\(clean(across.name)) across, \(clean(up.name)) upwards"
      + (r.isNaN ? "" : ", correlation \(NumberText.fixed(r, decimals: 2))")
  }
}

extension AttentionChart {
  /// Which place looks at which, in which head, and how much.
  package func reading(of plot: Plot, in scene: Scene, row: Int, column: Int) -> String? {
    let drawn = heads.filter { $0.shares.rows > 0 }
    for (head, table) in zip(drawn, scene.tables) {
      guard let place = table.shown(head.shares.values, row: row, column: column) else { continue }
      let share = head.shares.values[place.row * head.shares.columns + place.column]
      return (head.name.isEmpty ? "" : clean(head.name) + ": ")
        + "\(word(queries, place.row, "query")) looks at \(word(keys, place.column, "place")): "
        + short(share, digits: 3) + place.share
    }
    return scene.words(row: row, column: column)
  }
}

extension FilterChart {
  /// The number under the pointer, with its place in its filter or map.
  package func reading(of plot: Plot, in scene: Scene, row: Int, column: Int) -> String? {
    for (tile, table) in zip(tiles, scene.tables) {
      guard let place = table.shown(tile.map.values, row: row, column: column) else { continue }
      return (tile.caption.isEmpty ? "" : "\(word) \(clean(tile.caption)): ")
        + "row \(place.row), column \(place.column): "
        + short(tile.map.values[place.row * tile.map.columns + place.column], digits: 6)
        + place.share
    }
    return scene.words(row: row, column: column)
  }
}

extension PanelChart {
  /// What the panel under the pointer says of its own cell.
  package func reading(of plot: Plot, in scene: Scene, row: Int, column: Int) -> String? {
    for (index, inset) in scene.insets.enumerated() where index < plots.count {
      let (down, across) = (row - inset.row, column - inset.column)
      guard (0..<inset.scene.height).contains(down), (0..<inset.scene.width).contains(across) else {
        continue
      }
      return plots[index].reading(in: inset.scene, row: down, column: across)
    }
    return nil
  }
}
