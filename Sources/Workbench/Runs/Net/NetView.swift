import Data
import Engine
import Learning
import Plots
import Support

/// Draws a net again and again as it learns: answers of its units with the weights of one moment.
///
/// It belongs to the thread that looks; a run that trains does not wait for it.
package final class NetView {
  private let source: NetSource
  private let probe: NetProbe
  private let plane: NetPlane?
  private lazy var gradients = source.run.flatMap { WeightGradients($0.setup) }
  private var earlier: (step: Int, weights: [ObjectIdentifier: Tensor])?
  private var ratios: [Double?] = []
  /// Whether the lengths of gradients are measured, which takes as long as a step.
  package var measuresGradients = true
  /// Whether it has two inputs, over whose plane its answers are drawn.
  package var isPlane: Bool { plane != nil }
  /// The columns beside its inputs that the last picture has shown.
  package private(set) var features: Set<NetFeature> = []

  /// `nil` for a model that has no layers with units, and for one that would take too much to ask.
  package init?(_ source: NetSource) {
    plane = source.isPlane ? NetPlane(source) : nil
    guard let probe = NetProbe(source.model, samples: source.samples.x, plane: plane?.places)
    else { return nil }
    self.source = source
    self.probe = probe
  }

  /// The net with the weights it was made with, or with others in the order of its parameters.
  package func picture(weights: [Tensor]? = nil, step: Int = 0) -> NetPicture {
    if let weights { probe.set(weights) }
    let (all, ofSamples, ofPlane) = probe.ask()
    var layers = [NetParts.inputs(of: source, probe, plane)]
    var answers = all
    features = []
    if let columns = all.first, columns.layer.areColumns, all.count > 1 {
      answers.removeFirst()
      layers = [NetParts.columns(columns, source, probe, plane, &features)]
    }
    var wires: [NetPicture.Wire] = []
    for (index, answer) in answers.enumerated() {
      let isLast = index == answers.count - 1
      let next = isLast ? nil : answers[index + 1]
      let layer = NetParts.layer(
        answer, next: next?.layer.follows == true ? next?.kernel : nil, isFirst: index == 0,
        isLast: isLast, source, plane)
      wires += NetParts.wires(answer, from: layers[index], to: layer, at: index, source)
      layers.append(layer)
    }
    var picture = NetPicture(
      layers: layers, wires: wires, movements: movements(all, weights: weights, step),
      sampleCount: source.samples.count)
    if let plane, let ofPlane {
      let regions = NetRegions(source, plane, ofSamples: ofSamples, ofPlane: ofPlane)
      (picture.field, picture.points) = (regions.field, regions.points)
      picture.validation = regions.validation
    }
    return picture
  }

  /// How each layer moves: since the last look for a run, without it by nothing.
  private func movements(
    _ answers: [NetProbe.Answers], weights: [Tensor]?, _ step: Int
  ) -> [NetPicture.Movement] {
    guard source.run != nil, let weights else { return [] }
    let lengths = measuresGradients ? gradients?.lengths(with: weights, at: step) : nil
    if let earlier, earlier.step < step {
      let steps = Double(step - earlier.step)
      ratios = probe.distances(from: earlier.weights).map {
        $0.length > 0 ? $0.moved / $0.length / steps : nil
      }
    } else if let earlier, earlier.step > step {
      // Going back says nothing of how it moves.
      ratios = []
    }
    if earlier?.step != step { earlier = (step, probe.weights) }
    return answers.enumerated().compactMap { index, answer in
      guard answer.kernel != nil || answer.bias != nil else { return nil }
      return NetPicture.Movement(
        answer.layer.path, gradient: lengths?[answer.layer.path],
        ratio: ratios.indices.contains(index) ? ratios[index] : nil)
    }
  }
}

/// The places of a plane that units are asked about: no more than there is time for.
struct NetPlane {
  let xs: ClosedRange<Double>
  let ys: ClosedRange<Double>
  let columns: Int
  let rows: Int
  /// [rows · columns × 2], row by row from the lowest.
  let places: Tensor

  /// Multiplications of one look, some milliseconds.
  private static let budget = 30_000_000
  private static let sizes = [(64, 48), (48, 36), (32, 24), (24, 18), (16, 12)]

  init(_ source: NetSource) {
    let points = source.samples.x.doubles
    func range(_ offset: Int) -> ClosedRange<Double> {
      let numbers = stride(from: offset, to: points.count, by: 2).map { points[$0] }
        .filter(\.isFinite)
      let (low, high) = (numbers.min() ?? 0, numbers.max() ?? 1)
      let margin = high > low ? (high - low) * 0.15 : 1
      return (low - margin).isFinite && (high + margin).isFinite && (high - low).isFinite
        ? (low - margin)...(high + margin) : -1...1
    }
    (xs, ys) = (range(0), range(1))
    let cost = max(1, source.model.multiplyAccumulates)
    (columns, rows) =
      Self.sizes.first { saturatingProduct(cost, $0.0 * $0.1) <= Self.budget } ?? Self.sizes[4]
    var numbers: [Double] = []
    for row in 0..<rows {
      for column in 0..<columns {
        numbers.append(Self.place(column, columns, xs))
        numbers.append(Self.place(row, rows, ys))
      }
    }
    places = Tensor(numbers, [rows * columns, 2])
  }

  private static func place(_ index: Int, _ count: Int, _ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / Double(count - 1)
  }
}
