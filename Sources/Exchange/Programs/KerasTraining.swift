import Catalog
import Engine
import Learning
import Support

/// A training in Keras's words.
struct KerasTraining {
  let source: TrainingSource
  private let model: KerasModel

  init(_ source: TrainingSource) throws {
    self.source = source
    model = try KerasModel(source.model)
    for variable in source.model.parameters.map(\.variable)
    where variable.isTrainable && !source.setup.trains(variable) {
      throw ProgramRefusal.part("frozen weights in Keras's words")
    }
  }

  func files() throws -> TrainingProgram.Files {
    TrainingProgram.Files(
      program: Array(try text().utf8),
      beside: [(source.dataFile, try source.arrays(withWeights: true))],
      remarks: source.remarks + model.remarks)
  }

  private func text() throws -> String {
    let name = Sanitizer.visible(source.model.name)
    let loss = try lossText()
    let optimizer = try optimizerText()
    let is64 = source.model.dtype == .float64
    let parts = [
      KerasModel.helpers(model.helpers), model.text, source.rate.text, batches(),
      main(loss, optimizer),
    ].filter { !$0.isEmpty }
    return """
      \"""A training of `\(name)`, written by nabla for Keras: python \(source.stem).py

      Data, the order of the samples and the weights that it begins with stand in \(PythonText.text(source.dataFile)). Where
      TensorFlow has several devices, they share each batch (tf.distribute). Dropout draws other numbers than nabla's.
      \"""

      import argparse
      import math
      from pathlib import Path

      import keras
      import numpy as np
      from keras import layers

      \(is64 ? "keras.config.set_floatx(\"float64\")\n" : "")FOLDER = Path(__file__).parent
      EPOCHS, BATCH_SIZE, SEED, INPUTS = \(source.epochs), \(source.options.batchSize), \(source.options.seed), \(source.inputCount)


      \(parts.joined(separator: "\n\n\n"))


      if __name__ == "__main__":
          main()

      """
  }

  private func lossText() throws -> String {
    guard case .named(let loss, _) = source.supervision.loss else {
      throw ProgramRefusal.part("a loss that is a function, in Keras's words")
    }
    let word = type(of: loss).signature.name
    guard let name = KerasNames.losses[word] else {
      throw ProgramRefusal.part("the loss `\(word)`, in Keras's words")
    }
    return "keras.losses.\(name)(\(source.lossArguments()))"
  }

  private func optimizerText() throws -> String {
    let optimizer = source.optimizer
    guard let name = KerasNames.optimizers[optimizer.word],
      !optimizer.isPyTorch || optimizer.word == "sgd"
    else {
      throw ProgramRefusal.part("`\(optimizer.word)` as PyTorch has it, in Keras's words")
    }
    let own = optimizer.arguments.compactMap { name, value -> String? in
      if name == "learning_rate" { return nil }
      guard !KerasNames.foreignOptions.contains(name), let text = KerasNames.text(value) else {
        return nil
      }
      return "\(name)=\(text)"
    }
    let rate = PythonText.number(source.rate.constant ?? 0.001)
    return "keras.optimizers.\(name)(\((["learning_rate=\(rate)"] + own).joined(separator: ", ")))"
  }

  private func batches() -> String {
    let factors =
      source.setup.classWeights.map { weights in
        let all = weights.map { PythonText.number($0) }.joined(separator: ", ")
        return "\n\n\nCLASS_WEIGHTS = np.array([\(all)], np.float32)"
      } ?? ""
    let counted =
      factors.isEmpty
      ? ""
      : "\n    labels = target.argmax(-1) if target.ndim > 1 and target.shape[-1] > 1 else target.reshape(len(target), -1)[:, 0]\n"
        + "    own = CLASS_WEIGHTS[labels.astype(int)]\n"
        + "    weights = own if weights is None else weights * own"
    return """
      def take(data, rows, prefix=""):
          \"""The inputs of samples, their targets, and what each counts.\"""
          inputs = [data[f"{prefix}x{i}"][rows] for i in range(INPUTS)]
          target = data[prefix + "y"][rows]
          weights = data[prefix + "weights"][rows].astype(np.float32) if prefix + "weights" in data else None
          return inputs if INPUTS > 1 else inputs[0], target, weights\(factors)


      \(TrainingSource.batches)


      def taken(data, rows):
          \"""A batch of the training.\"""
          inputs, target, weights = take(data, rows)\(counted)
          return inputs, target, weights
      """
  }

  private func main(_ loss: String, _ optimizer: String) -> String {
    let names = source.supervision.metrics.map(\.name).compactMap { KerasNames.metrics[$0] }
    let metrics =
      names.isEmpty
      ? "" : ", weighted_metrics=[\(names.map(PythonText.text).joined(separator: ", "))]"
    let hasValidation = source.setup.validation != nil
    let prefix = hasValidation ? "\"val_\"" : "\"\""
    // TensorFlow keeps the gradients of looked up rows one by one, and Keras squares them so.
    let sums =
      source.model.calls.contains { $0.name == "embedding" }
      ? """

          if keras.backend.backend() == "tensorflow":
              # Gradients of rows that a batch looks up more than once are added up before they are squared.
              import tensorflow as tf

              apply = optimizer.apply
              optimizer.apply = lambda gradients, variables=None: apply([tf.convert_to_tensor(one) for one in gradients], variables)
      """ : ""
    let stopping = source.earlyStopping(keeping: "model.get_weights()")
    let units =
      source.unit.map { unit in
        "# What a measure is multiplied by to be in the units of the data.\n"
          + "UNITS = {\"mean_absolute_error\": \(unit), \"mean_squared_error\": \(unit) ** 2}\n\n\n"
      } ?? ""
    let scaled =
      units.isEmpty
      ? ""
      : "\n        measured = {name: value * UNITS.get(name, 1.0) for name, value in measured.items()}"
    return """
      \(units)def build():
          \"""The model with the weights of the start, compiled.\"""
          model = make_model()
          optimizer = \(optimizer)\(sums)
          model.compile(optimizer=optimizer, loss=\(loss)\(metrics))
          return model


      def main():
          \(TrainingSource.options())
          keras.utils.set_random_seed(SEED % 2**32)
          data = dict(np.load(FOLDER / \(PythonText.text(source.dataFile))))
          count = len(data["y"])
          if keras.backend.backend() == "tensorflow":
              import tensorflow as tf

              strategy = tf.distribute.MirroredStrategy() if len(tf.config.list_physical_devices("GPU")) > 1 else tf.distribute.get_strategy()
              with strategy.scope():
                  model = build()
          else:
              model = build()
          set_weights(model, data)
          step = 0
          best, waited, kept = math.inf, 0, None
          for epoch in range(EPOCHS):
              total = 0.0
              for rows in batches(data, epoch, count):
                  inputs, target, weights = taken(data, rows)
                  model.optimizer.learning_rate = learning_rate(step)
                  model.reset_metrics()
                  loss = model.train_on_batch(inputs, target, sample_weight=weights, return_dict=True)["loss"]
                  step, total = step + 1, total + float(loss) * len(rows)
                  if options.steps:
                      \(PythonText.show)(f"step {step}: loss {float(loss):.9g}", flush=True)
                  if options.steps == step:
                      return
              inputs, target, weights = take(data, slice(None), \(prefix))
              measured = model.evaluate(inputs, target, sample_weight=weights, batch_size=BATCH_SIZE, verbose=0, return_dict=True)\(scaled)
              told = ", ".join(f"{name} {value:.6g}" for name, value in measured.items())
              \(PythonText.show)(f"epoch {epoch + 1}: loss {total / count:.6g}; \(hasValidation ? "validation" : "evaluated"): {told}", flush=True)
              model.save(FOLDER / \(PythonText.text(source.stem + ".checkpoint.keras")))\(stopping)
          if kept is not None:
              model.set_weights(kept)
          model.save(FOLDER / \(PythonText.text(source.stem + ".trained.keras")))
      """
  }
}

extension TrainingSource {
  /// The arguments of a loss of Keras's.
  func lossArguments() -> String {
    // `huber(delta=2)`: what stands in brackets, in Python's words.
    let text = supervision.loss.text
    guard let open = text.firstIndex(of: "("), text.hasSuffix(")") else { return "" }
    let inside = text[text.index(after: open)...].dropLast()
    return inside.split(separator: ",").map { part in
      let sides = part.split(separator: "=", maxSplits: 1).map { $0.drop { $0 == " " } }
      let value = sides.last.map(String.init) ?? ""
      let python =
        value == "true" || value == "false"
        ? PythonText.flag(value == "true")
        : Double(value).map { sides.first == "axis" ? value : PythonText.number($0) }
          ?? PythonText.text(value)
      return sides.count == 2 ? "\(sides[0])=\(python)" : python
    }.joined(separator: ", ")
  }
}
