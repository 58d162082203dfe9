import Plots

// Several runs as one, and how numbers lie.
extension Samples {
  /// Losses of five runs in training and validation, of which one ends early.
  static let spread: Plot = {
    let groups = [("loss", 0.05), ("val_loss", 0.3)].map { name, floor in
      Repetitions(
        name,
        (0..<5).map { run -> (xs: [Double], ys: [Double]) in
          let epochs = 1...(run == 4 ? 22 : 30)
          return (
            epochs.map(Double.init),
            epochs.map { epoch -> Double in
              let fall = 1.8 / (1 + Double(epoch) / 4) + floor
              return fall * (1 + 0.25 * noise(epoch + run, salt: 70 + run))
            }
          )
        })
    }
    var plot = Plot(SpreadChart(groups), title: "r, s, t, u, v: loss")
    (plot.x.title, plot.x.showsTitle, plot.x.isInteger) = ("epoch", true, true)
    return plot
  }()

  static let violins = ViolinChart.plot(
    [("hidden.kernel", 1.0, 0.0), ("output.kernel", 0.4, 1.2), ("output.bias", 0.05, -1)].map {
      name, width, middle in
      SampleGroup(
        name,
        (0..<300).map { place -> Double in
          let sum = noise(place, salt: 80) + noise(place, salt: 81) + noise(place, salt: 82)
          return middle + width * sum
        })
    }, title: "m: weights")

  /// Two paths from one layer, joined again.
  static let paths: Plot = {
    func box(_ kind: Network.Kind, _ name: String, _ size: Int, _ weights: Int) -> Network.Box {
      Network.Box(kind, name, words: name, extents: [size], parameters: weights)
    }
    let boxes = [
      box(.input, "input", 8, 0), box(.layer, "left", 4, 36), box(.layer, "left_1", 4, 20),
      box(.layer, "right", 6, 54), box(.layer, "right_1", 4, 28), box(.join, "add", 4, 0),
    ]
    let arrows = [(0, 1), (1, 2), (0, 3), (3, 4), (2, 5), (4, 5)]
      .map { Network.Arrow(from: $0.0, to: $0.1) }
    return Plot(NetworkChart(Network(boxes, arrows)), title: "two paths")
  }()

  /// Each with a name for its golden files.
  static let ofSpreads: [(name: String, plot: Plot)] = [
    ("spread_of_runs", spread), ("violins", violins), ("two_paths", paths),
  ]
}
