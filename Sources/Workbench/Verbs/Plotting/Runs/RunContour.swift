import Engine
import Language
import Learning
import Plots
import Support

/// The loss around the way that a run went: over two of its weights, or over the plane in which it moved most.
struct RunContour {
  let run: TrainingRun
  let text: String
  let call: VerbCall

  /// Samples whose loss is asked for, at each place.
  private static let samples = 256
  /// Points of the way at most.
  private static let points = 30
  /// Multiplications that a picture may take.
  private static let work = 2e10

  /// The chart; `names` are two weights such as `dense.kernel[0, 1]`, none for the plane of the way.
  func plot(_ names: [String], _ ranges: [ClosedRange<Double>]) throws -> Plot {
    guard
      let probe = LossProbe(
        of: run, samples: Self.samples, threads: call.interpreter.options.threads)
    else {
      throw problem("the loss around a run is that of one model that learns from targets")
    }
    let size = run.models[0].parameterCount
    let most = max(3, min(Self.points, 20_000_000 / max(1, size)))
    try MemoryBudget.current.require(ByteEstimate.product(size, most + 4, 8), for: "the plot")
    let kept = KeptSteps(of: run, text, most: most, at: call)
    guard kept.steps.count > 2, let last = kept.steps.last else {
      throw kept.fewKept
    }
    let ways = try kept.steps.map { step -> [Double] in
      return try kept.weights(at: step).flatMap(\.doubles)
    }
    let end = try kept.weights(at: last)
    let numbers = try axes(names, ways, probe.areTrainable, end)
    let xs = ranges.first ?? Self.range(numbers.places.map(\.x), beside: numbers.places.map(\.y))
    let ys =
      ranges.dropFirst().first ?? ranges.first
      ?? Self.range(numbers.places.map(\.y), beside: numbers.places.map(\.x))
    let cost = Double(run.models[0].multiplyAccumulates + size) * Double(probe.sampleCount)
    let (columns, rows) =
      [(49, 37), (33, 25), (21, 15)].first { cost * Double($0.0 * $0.1) <= Self.work } ?? (15, 11)
    var values: [Double] = []
    for row in 0..<rows {
      for column in 0..<columns {
        try Interrupt.check()
        let x = Self.place(column, columns, xs)
        let y = Self.place(row, rows, ys)
        values.append(probe.loss(with: Self.moved(end, numbers, x, y)))
      }
    }
    let chart = ContourChart(
      values, columns: columns, rows: rows, xs: xs, ys: ys,
      path: Series("path", xs: numbers.places.map(\.x), ys: numbers.places.map(\.y)),
      pathEnd: "end, step \(NumberText.grouped(last))")
    var plot = Plot(
      chart,
      title: "\(text): loss over \(names.isEmpty ? "its way" : names.joined(separator: " and "))")
    (plot.x, plot.y) = (Axis(numbers.names.0), Axis(numbers.names.1))
    (plot.x.showsTitle, plot.y.showsTitle) = (true, true)
    let count = NumberText.grouped(probe.sampleCount)
    plot.notes.append(
      probe.sampleCount < probe.all
        ? "\(count) of \(NumberText.grouped(probe.all)) samples" : "\(count) samples")
    return plot
  }

  /// Two directions in the space of all weights, and the way along them.
  private struct Axes {
    let names: (String, String)
    /// Numbers that are added to all weights for a step of 1, as many as these.
    let directions: [[Double]]
    let places: [(x: Double, y: Double)]
    /// The place of the last weights.
    let origin: (x: Double, y: Double)
  }

  private func axes(
    _ names: [String], _ ways: [[Double]], _ areTrainable: [Bool], _ end: [Tensor]
  ) throws -> Axes {
    let count = ways.last?.count ?? 0
    var isMoved: [Bool] = []
    for (index, tensor) in end.enumerated() {
      let moves = areTrainable.indices.contains(index) && areTrainable[index]
      isMoved += [Bool](repeating: moves, count: tensor.count)
    }
    var chosen = try names.map { try place(of: $0) }
    var words = names
    let moved = isMoved.indices.filter { isMoved[$0] }
    if names.isEmpty, moved.count == 2 {
      chosen = moved
      words = moved.map(name)
    }
    if chosen.count == 2 {
      let directions = chosen.map { place -> [Double] in
        var direction = [Double](repeating: 0, count: count)
        direction[place] = 1
        return direction
      }
      let places = ways.map { (x: $0[chosen[0]], y: $0[chosen[1]]) }
      return Axes(
        names: (words[0], words[1]), directions: directions, places: places,
        origin: places.last ?? (0, 0))
    }
    let fixed = ways.map { way in way.indices.map { isMoved[$0] ? way[$0] : 0 } }
    guard let plane = PathPlane(fixed) else {
      throw problem("the weights of \(text) moved along one line, or not at all")
    }
    func word(_ place: Int) -> String {
      "direction \(place + 1), \(NumberText.fixed(100 * plane.shares[place], decimals: 0)) % of its way"
    }
    return Axes(
      names: (word(0), word(1)), directions: plane.directions, places: plane.places,
      origin: (0, 0))
  }

  /// The place of `dense.kernel[0, 1]` among all weights of the model, one after the other.
  private func place(of name: String) throws -> Int {
    let path = name.prefix { $0 != "[" }.filter { $0 != " " }
    var start = 0
    for (known, variable) in run.models[0].parameters {
      let shape = variable.type.shape
      guard known == path else {
        start += shape.count
        continue
      }
      let inside = name.dropFirst(name.prefix { $0 != "[" }.count).filter { !"[] ".contains($0) }
      let numbers = inside.split(separator: ",").map { Int($0) ?? -1 }
      if inside.isEmpty, shape.count == 1 { return start }
      guard numbers.count == shape.rank,
        zip(numbers, shape.extents).allSatisfy({ $0 >= 0 && $0 < $1 })
      else {
        let first = shape.extents.map { _ in "0" }.joined(separator: ", ")
        throw problem("`\(known)` is \(shape); one number of it is `\(known)[\(first)]`")
      }
      return start + zip(numbers, shape.extents).reduce(0) { $0 * $1.1 + $1.0 }
    }
    throw LearningError.weights(
      .unknownParameter(path: path, known: run.models[0].parameters.map(\.path)))
  }

  /// The name of a number among all weights.
  private func name(_ place: Int) -> String {
    var start = 0
    for (path, variable) in run.models[0].parameters {
      let count = variable.type.shape.count
      if place < start + count { return count == 1 ? path : "\(path), number \(place - start)" }
      start += count
    }
    return "weight \(place)"
  }

  private static func moved(_ end: [Tensor], _ axes: Axes, _ x: Double, _ y: Double) -> [Tensor] {
    var start = 0
    return end.map { tensor in
      let count = tensor.count
      defer { start += count }
      let numbers = (0..<count).map { place in
        tensor[place] + (x - axes.origin.x) * axes.directions[0][start + place]
          + (y - axes.origin.y) * axes.directions[1][start + place]
      }
      return Tensor(numbers, tensor.shape, tensor.dtype)
    }
  }

  private static func place(_ index: Int, _ count: Int, _ range: ClosedRange<Double>) -> Double {
    let share = Double(index) / Double(max(1, count - 1))
    return range.lowerBound * (1 - share) + range.upperBound * share
  }

  /// What a way spans with half of that on both sides, but at least a quarter of what it spans the other way.
  private static func range(_ values: [Double], beside others: [Double]) -> ClosedRange<Double> {
    func ends(_ values: [Double]) -> (low: Double, high: Double) {
      let finite = values.filter(\.isFinite)
      return (finite.min() ?? 0, finite.max() ?? 0)
    }
    let (low, high) = ends(values)
    let other = ends(others)
    let span = max(high - low, (other.high - other.low) / 4, 1e-6 * max(1, abs(high)))
    let middle = low / 2 + high / 2
    let from = middle - span
    return from.isFinite && (from + 2 * span).isFinite ? from...(from + 2 * span) : -1...1
  }

  private func problem(_ reason: String) -> Diagnostic {
    Problems.worded(PlotOptionProblem.runContour(reason), at: call.span)
  }
}
