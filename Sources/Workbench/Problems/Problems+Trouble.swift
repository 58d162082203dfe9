import Language
import Learning
import Support

/// How trouble in a training is told: what shows it, and one change to try.
extension Problems {
  /// `name` is the run's, empty where it has none.
  static func worded(_ report: TroubleReport, of name: String) -> Diagnostic {
    var (message, hint) = words(of: report.trouble, run: name.isEmpty ? "r" : name)
    // Steps of that size throw weights far away whatever the inputs are.
    if report.learningRate > 0.5, hint == standardize {
      hint =
        "take smaller steps: `s = resume \(name.isEmpty ? "r" : name), from=0, epochs=10, "
        + "learning_rate=\(NumberText.general(report.learningRate / 10))`"
    }
    let place = "\(name.isEmpty ? "" : name + ", ")epoch \(NumberText.grouped(report.epoch)): "
    return Diagnostic(.warning, report.trouble.code, place + message, at: nil, hint: hint)
  }

  private static let standardize = "bring the inputs near 0 with `standardize` in the data"

  private static func words(of trouble: Trouble, run: String) -> (message: String, hint: String) {
    switch trouble {
    case .divergence(let best, let epoch, let now, let rate):
      // A tenth of a rate that is far too large is too large as well.
      let slower = NumberText.general(rate > 1 ? 0.01 : rate / 10)
      return (
        "the loss grows: \(NumberText.metric(best)) after epoch \(epoch), "
          + "\(NumberText.metric(now)) now",
        "go back with smaller steps: `s = resume \(run), from=\(epoch), epochs=10, "
          + "learning_rate=\(slower)`"
      )
    case .overfitting(let best, let epoch, let now, let loss):
      return (
        "val_loss was best after epoch \(epoch) (\(NumberText.metric(best))) and is "
          + "\(NumberText.metric(now)) now, while loss falls to \(NumberText.metric(loss)): the "
          + "model learns its samples by heart",
        "stop at the best epoch with early_stopping=5"
      )
    case .deadUnits(let layer, let dead, let units):
      return (
        "\(dead) of \(count(units, "unit")) of `\(layer)` give 0 for every sample: relu lets no "
          + "gradient through to them",
        "use activation=leaky_relu in `\(layer)`"
      )
    case .saturation(let layer, let activation, let share):
      return (
        "\(Int(share * 100, within: 0...100, rounded: .toNearestOrAwayFromZero)) % of the values of `\(layer)` lie at the "
          + "flat ends of \(activation), where gradients vanish",
        standardize
      )
    case .vanishingGradients(let first, let firstSize, let last, let lastSize):
      return (
        "the gradient of `\(first)` is \(NumberText.scientific(firstSize, digits: 2)), that of "
          + "`\(last)` \(NumberText.scientific(lastSize, digits: 2)): the first layers hardly learn",
        "use activation=relu with kernel_initializer=he_normal in the layers between"
      )
    case .explodingGradients(let norm, let layer, let optimizer):
      return (
        "the gradients have the norm \(NumberText.general(norm.rounded())), most of it in `\(layer)`",
        "limit it: optimizer=\(optimizer)"
      )
    case .constantPredictions(_, let samples):
      return (
        "the model gives the same answer for all of \(count(samples, "sample")) looked at",
        "train longer; if they stay the same, `standardize` in the data brings the inputs near 0, and a hidden layer "
          + "makes more than a line"
      )
    }
  }
}
