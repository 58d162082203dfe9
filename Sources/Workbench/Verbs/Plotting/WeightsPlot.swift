import Engine
import Learning
import Plots
import Support

/// How the weights of a model are spread, one group for each of its tensors.
enum WeightsPlot {
  /// Weights of one tensor that are looked at.
  private static let most = 1 << 16

  static func plot(_ model: Model, as kind: any GroupChart.Type) throws -> Plot {
    let groups = try model.parameters.filter { $0.variable.value.count > 1 }.map { entry in
      try Interrupt.check()
      let numbers = entry.variable.value
      let step = max(1, numbers.count / most)
      return SampleGroup(
        entry.path, stride(from: 0, to: numbers.count, by: step).map { numbers[$0] })
    }
    guard !groups.isEmpty else { throw PlotProblem.notDrawable("a model without weights") }
    return kind.plot(groups, title: "\(model.name): weights")
  }
}
