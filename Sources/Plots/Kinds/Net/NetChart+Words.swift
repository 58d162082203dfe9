import Support

// The net in words and numbers.
extension NetChart {
  /// Layers and units, which of them matter and which are dead, how it moves, and the loss.
  package func description(of plot: Plot) -> [String] {
    let layers = net.layers.dropFirst()
    var result = [
      "A net of \(plural(net.layers.first?.count ?? 0, "input")) and \(headline): "
        + layers.map { layer in
          clean(layer.name) + (layer.kind.isEmpty ? "" : " (\(clean(layer.kind)))")
            + " \(layer.count)"
        }.joined(separator: ", ") + "."
    ]
    for (index, layer) in net.layers.enumerated().dropFirst() {
      guard let most = layer.units.filter({ $0.matter > 0 }).max(by: { $0.matter < $1.matter })
      else { continue }
      let formula = formula(
        of: most, at: NetPicture.Place(layer: index, unit: most.number))
      result.append("Of \(clean(layer.name)) \(clean(most.name)) matters most: \(clean(formula)).")
      if result.count > 6 { break }
    }
    let dead = net.dead
    if !dead.isEmpty {
      result.append("No sample wakes \(dead.map(clean).joined(separator: "; ")).")
    }
    for movement in net.movements.prefix(8) {
      var words: [String] = []
      if let gradient = movement.gradient {
        words.append("a gradient of \(NumberText.significant(gradient, digits: 3))")
      }
      if let ratio = movement.ratio {
        words.append("a step of \(NumberText.significant(ratio, digits: 3)) of its length")
      }
      if !words.isEmpty {
        result.append("\(clean(movement.name)) has \(words.joined(separator: " and ")).")
      }
    }
    if let field = net.field {
      let boundary = Plot.boundary(field, points: net.points)
      result += boundary.chart.description(of: boundary)
    }
    if !net.curves.isEmpty {
      let loss = Plot.loss(net.curves, progress: net.progress)
      result += loss.chart.description(of: loss)
    }
    return result
  }

  /// The weights from each layer to the next, and how much each unit matters.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    var columns: [ChartColumn] = []
    for (index, layer) in net.layers.enumerated().dropFirst() {
      let wires = net.wires.filter { $0.layer == index - 1 }
      if !wires.isEmpty {
        columns.append(ChartColumn("\(layer.name) weights", wires.map(\.weight)))
      }
      columns.append(ChartColumn("\(layer.name) matters", layer.units.map(\.matter)))
    }
    return columns
  }

  /// A line for each layer.
  package var storedText: String? {
    net.layers.dropFirst().map { layer in
      let dead = layer.units.count(where: \.isDead)
      return "\(layer.name): \(plural(layer.count, "unit"))" + (dead > 0 ? ", \(dead) dead" : "")
    }.joined(separator: "\n")
  }

  /// The picture would be read by nobody as characters of a document beyond a screen.
  package var storedRows: Int { 24 }
}
