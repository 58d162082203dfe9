import Data
import Engine
import Learning
import Plots
import Support

/// Pictures with what a model makes of them: `7 ✓ 0.99`, `4 ✗ 9 0.61`.
struct PredictionPlot {
  let model: Model
  let dataset: Dataset
  /// Which samples; `nil` for the first ones.
  var places: [Int]?
  /// Whether only samples are shown of which the model is wrong.
  var showsWrong = false

  /// Whether samples can be looked at and the model chooses among classes.
  static func fits(_ model: Model, _ dataset: Dataset) -> Bool {
    guard model.inputs.count == 1, dataset.train.inputs.count == 1,
      DatasetPlot.isPicture(dataset.sampleShape), !dataset.hasBoxes,
      // Windows of a series have the shape of pictures, and are none.
      dataset.recipe?.window == nil
    else { return false }
    return !RegressionPlot.fits(dataset.train, outputs: model.outputShape.count)
      && (try? DatasetPlot.cells(of: dataset.train, at: [0], captions: [])) != nil
  }

  func plot() throws -> Plot {
    let samples = dataset.train
    var places = places ?? Array(0..<min(DatasetPlot.shown, samples.count))
    var answers: [Answer]
    var wrongCount: Int?
    if showsWrong {
      let all = Answer.all(of: try model.predict(samples.x))
      let wrong = try Interrupt.map(all.count) { place in
        truth(place).map { $0 != all[place].winner } ?? false
      }
      let found = wrong.indices.filter { wrong[$0] }
      wrongCount = found.count
      guard !found.isEmpty else {
        throw PlotProblem.noneWrong(model: model.name, samples: samples.count)
      }
      places = Array(found.prefix(DatasetPlot.shown))
      answers = places.map { all[$0] }
    } else {
      answers = Answer.all(of: try model.predict(samples.inputs[0].rows.tensor(places)))
    }
    var cells = try DatasetPlot.cells(of: samples, at: places, captions: [])
    for (index, answer) in answers.enumerated() where index < cells.count {
      (cells[index].caption, cells[index].isRight) = caption(answer, truth(places[index]))
    }
    var plot = Plot.images(cells, title: "\(model.name) on \(dataset.name)")
    if dataset.train.targets != nil {
      plot.notes.append("the true class, ✓ or ✗ what was predicted, its probability")
    }
    if let wrongCount {
      plot.cautions.append(
        "\(NumberText.grouped(wrongCount)) of \(NumberText.grouped(samples.count)) wrong")
    }
    return plot
  }

  /// The true class of a sample; `nil` where the data have no targets.
  private func truth(_ place: Int) -> Int? {
    guard let targets = dataset.train.targets else { return nil }
    guard targets.shape.count > 1 else {
      return targets.shape.count == 1 ? Int(saturating: targets.number(place).rounded()) : nil
    }
    return (0..<targets.shape.count).max { targets.number(place, $0) < targets.number(place, $1) }
  }

  private func caption(_ answer: Answer, _ truth: Int?) -> (String, Bool?) {
    let share = answer.share.isFinite ? " " + NumberText.fixed(answer.share, decimals: 2) : ""
    guard let truth else { return (name(answer.winner) + share, nil) }
    guard truth != answer.winner else { return ("\(name(truth)) ✓\(share)", true) }
    return ("\(name(truth)) ✗ \(name(answer.winner))\(share)", false)
  }

  private func name(_ number: Int) -> String {
    dataset.classNames.indices.contains(number) ? dataset.classNames[number] : "\(number)"
  }
}

/// The class that a model chooses, and how sure it is.
private struct Answer {
  let winner: Int
  /// The probability of the class; of numbers that are none that which softmax makes of them.
  let share: Double

  static func all(of predictions: Tensor) -> [Answer] {
    let numbers = predictions.doubles
    let count = max(1, predictions.shape.rank > 0 ? predictions.shape[0] : 1)
    let width = numbers.count / count
    guard width > 0 else { return [] }
    return (0..<count).map { row in
      let slice = Array(numbers[row * width..<(row + 1) * width])
      return width == 1 ? Answer(ofOne: slice[0]) : Answer(of: slice)
    }
  }

  private init(ofOne number: Double) {
    winner = number > 0.5 ? 1 : 0
    share = (0...1).contains(number) ? max(number, 1 - number) : .nan
  }

  private init(of numbers: [Double]) {
    let most = numbers.max() ?? 0
    winner = numbers.firstIndex(of: most) ?? 0
    let sum = numbers.reduce(0, +)
    if numbers.allSatisfy({ $0 >= 0 }), abs(sum - 1) < 1e-3 {
      share = most
    } else if let tensor = try? Eager.apply(Softmax(), to: [Tensor(numbers, [1, numbers.count])]) {
      share = tensor.doubles.max() ?? .nan
    } else {
      share = .nan
    }
  }
}
