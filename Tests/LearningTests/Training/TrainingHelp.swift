import Catalog
import Data
import Engine
import Learning

/// The four rows of XOR.
let xor = Samples(
  x: Tensor([0, 0, 0, 1, 1, 0, 1, 1].map { Float($0) }, [4, 2]),
  y: labels([0, 1, 1, 0], [4]))

/// Two classes of points on a line, with the class at x > 0.5.
func points(_ count: Int) -> Samples {
  let x = (0..<count).map { Double($0 * 37 % count) / Double(count) }
  return Samples(
    x: Tensor(x, [count, 1], .float32), y: Tensor(x.map { Int32($0 > 0.5 ? 1 : 0) }, [count]))
}

func options(_ change: (inout TrainingOptions) -> Void) -> TrainingOptions {
  var options = TrainingOptions()
  change(&options)
  return options
}

func chosen(_ optimizer: any Optimizer) -> Chosen<any Optimizer> {
  Chosen(optimizer, text: type(of: optimizer).signature.name)
}

/// Trains to the end and hands the weights to the model.
@discardableResult
func train(
  _ model: Model, _ samples: Samples, _ change: (inout TrainingOptions) -> Void
) throws -> TrainingRun {
  let run = try TrainingRun(TrainingSetup(model, on: samples, options(change)))
  run.start()
  run.wait()
  run.updateModel()
  return run
}
