/// A net as it is drawn: its layers with what each unit answers, the weights between them, and how it learns.
///
/// A value without weights of its own: whoever has a model computes it.
package struct NetPicture: Sendable, Equatable {
  /// What a unit shows of itself.
  package enum Look: Sendable, Equatable {
    /// Its answers over the plane of two inputs: [rows × columns], row 0 the lowest.
    case plane(columns: Int, rows: Int, values: [Double])
    /// The weights with which it looks at a picture: [height × width], row 0 the top.
    case picture(width: Int, height: Int, values: [Double])
    /// How many samples it answers with each of some values, from the least to the largest.
    case spread([Double])
    /// Nothing that could be drawn.
    case nothing
  }

  /// One unit of a layer.
  package struct Unit: Sendable, Equatable {
    /// Its place in the layer, from 1 on.
    package var number: Int
    /// What stands below it: `#3`, `x1`, the name of a column.
    package var name: String
    /// What it shows.
    package var look: Look
    /// How much it matters to the next layer: Σ |weight| × deviation of its answers.
    package var matter: Double
    /// Whether no sample wakes it: it answers all of them with the same number.
    package var isDead: Bool
    /// What it adds to its sum; `nil` where it has none.
    package var bias: Double?

    /// A unit that is awake unless told otherwise.
    package init(
      _ number: Int, _ name: String, look: Look, matter: Double = 0, isDead: Bool = false,
      bias: Double? = nil
    ) {
      (self.number, self.name, self.look) = (number, name, look)
      (self.matter, self.isDead, self.bias) = (matter, isDead, bias)
    }
  }

  /// The inputs, or one layer with its activation.
  package struct Layer: Sendable, Equatable {
    /// Its label: `hidden`.
    package var name: String
    /// What makes its answers: `tanh`; empty for inputs.
    package var kind: String
    /// All its units.
    package var count: Int
    /// Those that are at hand, by their numbers; of a wide layer those that matter most.
    package var units: [Unit]

    /// A layer; without `count` it has the units given.
    package init(_ name: String, kind: String = "", count: Int? = nil, units: [Unit]) {
      (self.name, self.kind, self.units) = (name, kind, units)
      self.count = count ?? units.count
    }

    /// The unit of that number, if it is at hand.
    package func unit(_ number: Int) -> Unit? { units.first { $0.number == number } }
  }

  /// A weight from a unit of one layer to a unit of the next.
  package struct Wire: Sendable, Equatable {
    /// The layer it begins in, from 0 on.
    package var layer: Int
    /// The unit it begins at, from 1 on.
    package var from: Int
    /// The unit of the next layer it ends at.
    package var to: Int
    /// Above 0 it pushes up.
    package var weight: Double

    /// A weight between two units.
    package init(layer: Int, from: Int, to: Int, weight: Double) {
      (self.layer, self.from, self.to, self.weight) = (layer, from, to, weight)
    }
  }

  /// How a layer moves.
  package struct Movement: Sendable, Equatable {
    /// The layer's label.
    package var name: String
    /// The length of the loss's gradient for its weights; `nil` where it is not known.
    package var gradient: Double?
    /// How far its weights go in a step, over their length; `nil` where it is not known.
    package var ratio: Double?

    /// A layer's gradient and step.
    package init(_ name: String, gradient: Double? = nil, ratio: Double? = nil) {
      (self.name, self.gradient, self.ratio) = (name, gradient, ratio)
    }
  }

  /// Inputs first, the answer last.
  package var layers: [Layer]
  /// Between layers that follow one another.
  package var wires: [Wire]
  /// Of layers with weights, in order.
  package var movements: [Movement]
  /// What the net answers over the plane; `nil` where it has not two inputs.
  package var field: BoundaryField?
  /// The points it learns from.
  package var points: [PointClass]
  /// Points that only measure, in the same order of classes.
  package var validation: [PointClass]
  /// The curves of its loss; empty without a training.
  package var curves: [Series]
  /// Steps done; `nil` without a training.
  package var progress: Plot.Progress?
  /// The step of the curves that is looked at; `nil` for the newest.
  package var cursor: Double?
  /// How many samples its units were asked about.
  package var sampleCount: Int

  /// A net; what is left out is not drawn.
  package init(
    layers: [Layer], wires: [Wire] = [], movements: [Movement] = [], field: BoundaryField? = nil,
    points: [PointClass] = [], validation: [PointClass] = [], curves: [Series] = [],
    progress: Plot.Progress? = nil, sampleCount: Int = 0
  ) {
    (self.layers, self.wires, self.movements) = (layers, wires, movements)
    (self.field, self.points, self.validation) = (field, points, validation)
    (self.curves, self.progress, self.sampleCount) = (curves, progress, sampleCount)
  }

  /// `hidden #4, #7`: the units that no sample wakes, one text for each layer that has some.
  package var dead: [String] {
    layers.compactMap { layer in
      let names = layer.units.filter(\.isDead).map(\.name)
      guard !names.isEmpty else { return nil }
      let more = names.count > 6 ? " and \(names.count - 6) more" : ""
      return "\(layer.name) \(names.prefix(6).joined(separator: ", "))\(more)"
    }
  }

  /// A unit by layer and number.
  package struct Place: Sendable, Equatable, Hashable {
    /// The layer, 0 being the inputs.
    package var layer: Int
    /// The unit, from 1 on.
    package var unit: Int

    /// A unit's place.
    package init(layer: Int, unit: Int) { (self.layer, self.unit) = (layer, unit) }
  }

  /// The unit at a place; `nil` where there is none at hand.
  package func unit(at place: Place) -> Unit? {
    layers.indices.contains(place.layer) ? layers[place.layer].unit(place.unit) : nil
  }
}
