import Plots

extension Samples {
  /// A net of two inputs, three units of which one is dead, two more, and an answer, with weights by hand.
  static let net: Plot = {
    let (columns, rows) = (16, 12)
    let places = (0..<columns * rows).map { index -> (x: Double, y: Double) in
      let across = Double(index % columns) / Double(columns - 1)
      let up = Double(index / columns) / Double(rows - 1)
      return (across * 2 - 1, up * 2 - 1)
    }
    func unit(
      _ number: Int, _ name: String, matter: Double = 1, isDead: Bool = false, bias: Double? = nil,
      _ answer: (Double, Double) -> Double
    ) -> NetPicture.Unit {
      NetPicture.Unit(
        number, name,
        look: .plane(columns: columns, rows: rows, values: places.map { answer($0.x, $0.y) }),
        matter: matter, isDead: isDead, bias: bias)
    }
    let layers = [
      NetPicture.Layer(
        "input", units: [unit(1, "x1") { x, _ in x }, unit(2, "x2") { _, y in y }]),
      NetPicture.Layer(
        "hidden", kind: "relu",
        units: [
          unit(1, "#1", matter: 0.5, bias: 0.1) { x, y in max(0, x + y / 2 + 0.1) },
          unit(2, "#2", matter: 1.5, bias: -0.25) { x, y in max(0, y - x - 0.25) },
          unit(3, "#3", matter: 0, isDead: true, bias: -9) { _, _ in 0 },
        ]),
      NetPicture.Layer(
        "more", kind: "tanh",
        units: [unit(1, "#1") { x, y in x * y }, unit(2, "#2") { x, y in x * x - y * y }]),
      NetPicture.Layer(
        "output", kind: "sigmoid", units: [unit(1, "#1") { x, y in x * x + y * y < 0.5 ? 1 : 0 }]),
    ]
    let kernels: [[[Double]]] = [
      [[1, -1, 0.2], [0.5, 1, -0.4]], [[0.8, -0.1], [-1.2, 0.6], [0.3, 0.3]], [[-2], [1]],
    ]
    var wires: [NetPicture.Wire] = []
    for (layer, kernel) in kernels.enumerated() {
      for (from, row) in kernel.enumerated() {
        for (to, weight) in row.enumerated() {
          wires.append(
            NetPicture.Wire(layer: layer, from: from + 1, to: to + 1, weight: weight))
        }
      }
    }
    var inside = PointClass("inside", xs: [], ys: [])
    var outside = PointClass("outside", xs: [], ys: [])
    for index in 0..<20 {
      let (x, y) = onCircle(Double(index) / 20)
      inside.xs.append(x / 2)
      inside.ys.append(y / 2)
      outside.xs.append(x)
      outside.ys.append(y)
    }
    let picture = NetPicture(
      layers: layers, wires: wires,
      movements: [
        NetPicture.Movement("hidden", gradient: 0.125, ratio: 1e-3),
        NetPicture.Movement("more", gradient: 0.5, ratio: 2e-3),
        NetPicture.Movement("output", gradient: 2, ratio: 0.05),
      ],
      field: BoundaryField(
        xs: -1.2...1.2, ys: -1.2...1.2, columns: columns, rows: rows,
        probabilities: places.map { max(0.05, min(0.95, 1.2 - $0.x * $0.x - $0.y * $0.y)) }),
      points: [outside, inside], validation: [PointClass("outside", xs: [0.9], ys: [-0.9])],
      curves: lossSeries, progress: Plot.Progress(done: 2000, total: 2000), sampleCount: 40)
    var plot = Plot(NetChart(picture), title: "net on circle")
    plot.notes = ["step 2,000", "loss 0.035"]
    return plot
  }()
}
