import Engine
import Learning
import Plots
import Support

/// Makes units and wires of what a probe has found.
enum NetParts {
  /// Units of one layer that are kept: nobody sees more, and those that matter most are among them.
  private static let most = 64
  private static let bins = 24

  /// The inputs as a layer: over the plane, as one picture, or each as the spread of its column.
  static func inputs(
    of source: NetSource, _ probe: NetProbe, _ plane: NetPlane?
  ) -> NetPicture.Layer {
    let values = probe.samples.doubles
    let count = source.model.inputs[0].shape.count
    let rows = probe.samples.shape[0]
    if let picture = source.picture {
      var mean = [Double](repeating: 0, count: picture.height * picture.width)
      for (index, value) in values.enumerated() {
        mean[index % count / picture.channels] += value / Double(rows * picture.channels)
      }
      let look = NetPicture.Look.picture(
        width: picture.width, height: picture.height, values: mean)
      return NetPicture.Layer(
        "input", count: count, units: [NetPicture.Unit(1, "mean", look: look)])
    }
    let units = (0..<min(count, most)).map { unit -> NetPicture.Unit in
      let look =
        plane.map { plane in
          let places = plane.places.doubles
          return NetPicture.Look.plane(
            columns: plane.columns, rows: plane.rows,
            values: (0..<plane.columns * plane.rows).map { places[2 * $0 + unit] })
        } ?? spread(stride(from: unit, to: values.count, by: count).map { values[$0] })
      return NetPicture.Unit(unit + 1, source.inputName(unit), look: look)
    }
    return NetPicture.Layer("input", count: count, units: units)
  }

  /// Columns computed of the inputs as the layer of inputs, each with what it is of them.
  static func columns(
    _ answer: NetProbe.Answers, _ source: NetSource, _ probe: NetProbe, _ plane: NetPlane?,
    _ features: inout Set<NetFeature>
  ) -> NetPicture.Layer {
    let inputs = columns(probe.samples)
    var layer = layer(
      answer, next: nil, isFirst: false, isLast: false, source, plane)
    let samples = columns(answer.ofSamples)
    let names = inputs.indices.map(source.inputName)
    for (place, unit) in layer.units.enumerated() {
      let column = samples[unit.number - 1]
      layer.units[place].isDead = false
      if let input = inputs.firstIndex(where: { InputColumns.isSame($0, column) }) {
        layer.units[place].name = names[input]
      } else if let feature = NetFeature.of(column, inputs) {
        features.insert(feature)
        layer.units[place].name = feature.name(names[0], names[1])
      }
    }
    layer.name = "input"
    layer.kind = ""
    return layer
  }

  /// A layer's units: the ones that matter most to the next layer, whose kernel is [units × …].
  static func layer(
    _ answer: NetProbe.Answers, next: Tensor?, isFirst: Bool, isLast: Bool, _ source: NetSource,
    _ plane: NetPlane?
  ) -> NetPicture.Layer {
    let count = answer.layer.count
    let samples = columns(answer.ofSamples)
    let outgoing = next.flatMap { rowSums($0, rows: count) }
    let spreads = samples.map(spreadOf)
    let matters = (0..<count).map { unit in
      (outgoing.map { $0[unit] } ?? 1)
        * (samples.indices.contains(unit) ? spreads[unit].deviation : 0)
    }
    var kept = Array(0..<count)
    if count > most {
      kept = Array(kept.sorted { matters[$0] > matters[$1] }.prefix(most)).sorted()
    }
    let places = answer.ofPlane?.doubles
    let kernel = answer.kernel?.doubles
    let bias = answer.bias?.doubles
    let units = kept.map { unit -> NetPicture.Unit in
      let look: NetPicture.Look
      if let plane, let places {
        look = .plane(
          columns: plane.columns, rows: plane.rows,
          values: (0..<plane.columns * plane.rows).map { places[$0 * count + unit] })
      } else if let kernel, let picture = self.picture(of: answer, source, isFirst: isFirst) {
        look = looked(kernel, unit: unit, of: count, picture)
      } else {
        look = samples.indices.contains(unit) ? spread(samples[unit]) : .nothing
      }
      // Classes are counted from 0, as everywhere.
      let isClass = isLast && answer.layer.activation == "softmax"
      let name =
        isLast && source.classes.count == count
        ? source.classes[unit] : isClass ? "class \(unit)" : "#\(unit + 1)"
      return NetPicture.Unit(
        unit + 1, name, look: look, matter: matters[unit],
        isDead: !isLast && samples.indices.contains(unit) && !spreads[unit].differs,
        bias: bias.flatMap { $0.indices.contains(unit) ? $0[unit] : nil })
    }
    let kind = [answer.layer.kind == "dense" ? "" : answer.layer.kind, answer.layer.activation]
      .filter { !$0.isEmpty }.joined(separator: " ")
    return NetPicture.Layer(answer.layer.path, kind: kind, count: count, units: units)
  }

  /// The weights between units that are at hand.
  static func wires(
    _ answer: NetProbe.Answers, from: NetPicture.Layer, to: NetPicture.Layer, at layer: Int,
    _ source: NetSource
  ) -> [NetPicture.Wire] {
    guard answer.layer.follows, !answer.layer.isConvolution, let kernel = answer.kernel,
      !(layer == 0 && source.picture != nil)
    else { return [] }
    let width = answer.layer.count
    let numbers = kernel.doubles
    return from.units.flatMap { start in
      to.units.compactMap { end in
        let index = (start.number - 1) * width + end.number - 1
        guard numbers.indices.contains(index) else { return nil }
        return NetPicture.Wire(
          layer: layer, from: start.number, to: end.number, weight: numbers[index])
      }
    }
  }

  /// The size of the picture that a unit's weights are; `nil` where they are none.
  private static func picture(
    of answer: NetProbe.Answers, _ source: NetSource, isFirst: Bool
  ) -> (height: Int, width: Int, channels: Int)? {
    guard let kernel = answer.kernel else { return nil }
    let shape = kernel.shape
    if answer.layer.isConvolution { return (shape[0], shape[1], shape[2]) }
    guard isFirst, let picture = source.picture,
      picture.height * picture.width * picture.channels == shape[0]
    else { return nil }
    return picture
  }

  /// One column of a kernel as a picture, the mean over its channels.
  private static func looked(
    _ kernel: [Double], unit: Int, of count: Int,
    _ size: (height: Int, width: Int, channels: Int)
  ) -> NetPicture.Look {
    let pixels = (0..<size.height * size.width).map { place in
      (0..<size.channels).reduce(0.0) {
        $0 + kernel[(place * size.channels + $1) * count + unit]
      } / Double(size.channels)
    }
    return .picture(width: size.width, height: size.height, values: pixels)
  }

  private static func columns(_ answers: Tensor) -> [[Double]] {
    let width = answers.shape.extents.last ?? 0
    let numbers = answers.doubles
    return (0..<width).map { unit in
      stride(from: unit, to: numbers.count, by: width).map { numbers[$0] }
    }
  }

  /// Σ |weight| of each row.
  private static func rowSums(_ kernel: Tensor, rows: Int) -> [Double]? {
    guard kernel.shape.rank == 2, kernel.shape[0] == rows else { return nil }
    let width = kernel.shape[1]
    let numbers = kernel.doubles
    return (0..<rows).map { row in
      numbers[row * width..<(row + 1) * width].reduce(0) { $0 + abs($1) }
    }
  }

  /// The deviation of answers, and whether any differs from another.
  private static func spreadOf(_ values: [Double]) -> (deviation: Double, differs: Bool) {
    guard let first = values.first else { return (0, false) }
    let mean = values.reduce(0, +) / Double(values.count)
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    let least = 1e-7 * max(1, abs(first))
    return (square.squareRoot(), values.contains { !(abs($0 - first) <= least) })
  }

  private static func spread(_ values: [Double]) -> NetPicture.Look {
    let finite = values.filter(\.isFinite)
    guard let least = finite.min(), let most = finite.max() else { return .nothing }
    var counts = [Double](repeating: 0, count: bins)
    for value in finite {
      let share = most > least ? (value / 2 - least / 2) / (most / 2 - least / 2) : 0.5
      counts[Int(share * Double(bins), within: 0...(bins - 1))] += 1
    }
    return .spread(counts)
  }
}
