import Data
import Engine
import Learning
import Plots

/// What a net is drawn from: a model with its samples, and the run that trains it where there is one.
package struct NetSource {
  let model: Model
  /// Those it is asked about, a few hundred.
  let samples: Samples
  /// Those that only measure; `nil` without.
  let validation: Samples?
  /// The names of its inputs, where they have some.
  let columns: [String]
  /// The names of its classes, where they have some.
  let classes: [String]
  /// What its numbers were in the file.
  let units: PlotUnits
  /// What trains it; `nil` for a model alone.
  package let run: TrainingRun?

  /// More samples would only hide one another.
  private static let shown = 400

  /// A model with its data.
  init?(_ model: Model, on dataset: Dataset) {
    self.init(
      model, on: dataset.train, validation: nil, columns: dataset.columns,
      classes: dataset.classNames, units: PlotUnits(dataset))
  }

  /// The model of a run with the data that it learns from; `nil` where the run has several models or none that
  /// could be asked.
  package init?(of run: TrainingRun) {
    guard let model = run.setup.supervision?.model, run.models.count == 1 else { return nil }
    self.init(
      model, on: run.setup.training, validation: run.setup.validation, columns: [], classes: [],
      units: PlotUnits(run.setup.options.recipe), run: run)
  }

  private init?(
    _ model: Model, on samples: Samples, validation: Samples?, columns: [String],
    classes: [String], units: PlotUnits, run: TrainingRun? = nil
  ) {
    guard model.inputs.count == 1, samples.inputs.count == 1, samples.count > 0,
      samples.inputs[0].rows.shape == model.inputs[0].shape, model.indexLimits.isEmpty
    else { return nil }
    self.model = model
    let isPicture = DatasetPlot.isPicture(model.inputs[0].shape)
    let most = isPicture ? 100 : Self.shown
    self.samples = samples.subset(0..<min(samples.count, most))
    self.validation = validation.map { $0.subset(0..<min($0.count, most)) }
    (self.columns, self.classes, self.run) = (columns, classes, run)
    self.units = units
  }

  /// Whether answers are drawn over the plane of two inputs.
  var isPlane: Bool { model.inputs[0].shape == [2] }

  /// Height and width of the pictures that it looks at; `nil` where its inputs are no pictures.
  var picture: (height: Int, width: Int, channels: Int)? {
    let shape = model.inputs[0].shape
    guard DatasetPlot.isPicture(shape) else { return nil }
    switch shape.rank {
    case 1: return ImageCell.squareSide(shape[0]).map { ($0, $0, 1) }
    case 2: return (shape[0], shape[1], 1)
    case 3: return (shape[0], shape[1], shape[2])
    default: return nil
    }
  }

  /// The name of an input, counted from 0.
  func inputName(_ index: Int) -> String {
    columns.count == model.inputs[0].shape.count ? columns[index] : "x\(index + 1)"
  }
}
