import Catalog
import Support

/// A network: its layers side by side with units and weights, or below one another with what leads where.
package struct NetworkChart: NumberChart {
  /// What is drawn.
  package let network: Network

  /// A chart of a network.
  package init(_ network: Network) { self.network = network }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "network", .chart, "the layers of a model with shapes, weights and what leads where",
    example: "m = model 2 { dense 4, activation=tanh; dense 1, activation=sigmoid }; plot m")

  /// Matrices are networks only on request.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }

  /// Kernels [inputs × units], one layer each, as many inputs as the one before has units.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    var boxes: [Network.Box] = []
    for table in tables {
      guard table.rank == 2, boxes.isEmpty || boxes.last?.units == table.extents[0] else {
        throw ChartFault.shape(kind: "network", extents: table.extents)
      }
      if boxes.isEmpty {
        var input = Network.Box(
          .input, "input", words: "", extents: [table.extents[0]], parameters: 0)
        input.shown = Network.shownUnits(of: table.extents[0])
        boxes.append(input)
      }
      var box = Network.Box(
        .layer, table.label, words: "", extents: [table.extents[1]], parameters: table.values.count)
      box.measure(table.values)
      box.connect(table.values, from: boxes[boxes.count - 1], units: table.extents[1])
      boxes.append(box)
    }
    return Plot(
      NetworkChart(Network(boxes, (0..<tables.count).map { Network.Arrow(from: $0, to: $0 + 1) })),
      title: tables.map(\.label).joined(separator: ", "))
  }

  /// How many weights there are.
  package var headline: String { plural(network.parameters, "weight") }

  /// The numbers of weights and units, and the drawn weights.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    [
      ChartColumn("parameters", network.boxes.map { Double($0.parameters) }),
      ChartColumn("units", network.boxes.map { Double($0.units) }),
    ] + network.boxes.filter { !$0.weights.isEmpty }.map { ChartColumn($0.name, $0.weights) }
  }

  /// One line a box.
  package var storedText: String? {
    network.boxes.map { "\($0.name) \($0.words) [\($0.size)] \($0.parameters)" }
      .joined(separator: "\n")
  }

  /// How many layers there are, what each is, and which units never wake.
  package func description(of plot: Plot) -> [String] {
    let layers = network.boxes.filter { $0.kind != .input }
    var result = [
      "Network of \(plural(layers.count, "layer")) with \(plural(network.parameters, "weight"))."
    ]
    let chain = network.boxes.prefix(12).map { box in
      let words = box.words.isEmpty || box.words == box.name ? "" : " (\(clean(box.words)))"
      return "\(clean(box.name))\(words) \(box.size)"
    }
    let rest = network.boxes.count > 12 ? ", and \(network.boxes.count - 12) more" : ""
    result.append("From input to output: " + chain.joined(separator: ", ") + rest + ".")
    let around = network.arrows.count { $0.isShortcut }
    if around > 0 { result.append("\(plural(around, "way leads", "ways lead")) around layers.") }
    let silent = network.boxes.filter { ($0.silent ?? 0) > 0 }.map {
      "\($0.silent ?? 0) of \($0.units) in \(clean($0.name))"
    }
    if !silent.isEmpty {
      result.append("Units that no sample wakes: \(silent.joined(separator: ", ")).")
    } else if network.boxes.contains(where: { $0.silent != nil }) {
      result.append("Each unit wakes for some sample.")
    }
    return result
  }

  /// Layers side by side where there is room for all of a chain, else a list.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = place.scene
    var facts = plot.noteItems
    facts.insert(RowItem(text: plural(network.parameters, "weight")), at: 0)
    scene.addTitle(plot.title, facts)
    guard !network.boxes.isEmpty else {
      scene.add("no layer", row: place.height / 2, column: max(0, place.width / 2 - 4))
      return scene
    }
    if let columns = NetworkColumns(network, in: place) {
      columns.draw(in: &scene)
    } else {
      NetworkList(network, in: place).draw(in: &scene)
    }
    return scene
  }
}

extension Network.Box {
  /// Notes how numbers are spread: twelve intervals between the least and the largest.
  package mutating func measure(_ values: [Double]) {
    let summary = SampleSummary(of: values, in: values.indices)
    guard summary.finiteCount > 0 else { return }
    (mean, deviation) = Magnitude.moments(values.filter(\.isFinite))
    var counts = [Int](repeating: 0, count: 12)
    let width = summary.maximum - summary.minimum
    for value in values where value.isFinite {
      let place = width > 0 ? (value - summary.minimum) / width * 12 : 6
      counts[Int(place, within: 0...11)] += 1
    }
    spread = counts
  }

  /// Notes which units are drawn, and the weights from those of the box before: a kernel [inputs × units].
  package mutating func connect(_ kernel: [Double], from before: Network.Box, units: Int) {
    shown = Network.shownUnits(of: units)
    guard units > 0, kernel.count % units == 0,
      before.shown.allSatisfy({ $0 < kernel.count / units })
    else { return }
    weights = before.shown.flatMap { input in shown.map { kernel[input * units + $0] } }
  }
}
