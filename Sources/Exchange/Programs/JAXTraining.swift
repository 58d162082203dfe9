import Engine
import Learning
import Support

/// A training in JAX's words: functions of a dictionary of weights, without further libraries.
struct JAXTraining {
  let source: TrainingSource
  private let training: (text: String, changed: [String])
  private let evaluation: String
  private let helpers: Set<PythonHelper>

  init(_ source: TrainingSource) throws {
    self.source = source
    let paths = Dictionary(
      source.model.parameters.map { (ObjectIdentifier($1), $0) }
    ) { first, _ in first }
    let (training, first) = try Self.training(source, paths)
    let (evaluation, second) = try Self.evaluation(source, paths)
    (self.training, self.evaluation, helpers) = (training, evaluation, first.union(second))
  }

  func files() throws -> TrainingProgram.Files {
    TrainingProgram.Files(
      program: Array(text.utf8),
      beside: [(source.dataFile, try source.arrays(withWeights: true))], remarks: source.remarks)
  }

  private static func writer(_ pair: GraphPair, _ paths: [ObjectIdentifier: String]) -> PythonWriter
  {
    PythonWriter(
      pair, .jax,
      weight: { "w[\(PythonText.text(paths[ObjectIdentifier($0)] ?? $0.name))]" },
      constant: { tensor in
        let numbers = tensor.doubles.map { PythonText.number($0, tensor.dtype) }.joined(
          separator: ", ")
        let type = PythonDialect.jax.type(tensor.dtype)
        return "jnp.array([\(numbers)], \(type)).reshape(\(PythonText.tuple(tensor.shape.extents)))"
      })
  }

  private static func given(
    _ traced: TracedTraining, _ source: TrainingSource
  ) -> (nodes: [(node: Graph.Node, name: String)], names: String) {
    var nodes = traced.inputs.enumerated().map { (node: $1, name: "x\($0)") }
    nodes.append((traced.targets, "target"))
    if let weights = traced.weights { nodes.append((weights, "weights")) }
    return (nodes, traced.inputs.indices.map { "x\($0)" }.joined(separator: ", "))
  }

  /// The loss of a batch in training, with what layers keep from step to step.
  private static func training(
    _ source: TrainingSource, _ paths: [ObjectIdentifier: String]
  ) throws -> ((text: String, changed: [String]), Set<PythonHelper>) {
    let (pair, traced) = try source.pair(isTraining: true, drawsMasks: true, format: "JAX")
    let writer = writer(pair, paths)
    let (nodes, names) = given(traced, source)
    let written = try writer.lines(
      from: nodes, to: [traced.loss] + traced.penalties + traced.recorded.map(\.value))
    let count = 1 + traced.penalties.count
    let loss = written.outputs.prefix(count).joined(separator: " + ")
    let changed = traced.recorded.map { paths[ObjectIdentifier($0.variable)] ?? $0.variable.name }
    let pairs = zip(changed, written.outputs.dropFirst(count)).map {
      "\(PythonText.text($0)): \($1)"
    }
    let text = """
      def training_loss(trained, fixed, key, inputs, target, weights):
          \"""\(source.supervision.loss.text) of a batch, and new values of what layers keep from step to step.\"""
          w, state = {**trained, **fixed}, {"key": key}
          (\(names),) = inputs
      \((written.lines + ["return \(loss), {\(pairs.joined(separator: ", "))}"]).joined(separator: "\n").indented(4))
      """
    return ((text, changed), writer.helpers)
  }

  /// The outputs of a batch, and its loss.
  private static func evaluation(
    _ source: TrainingSource, _ paths: [ObjectIdentifier: String]
  ) throws -> (String, Set<PythonHelper>) {
    let (pair, traced) = try source.pair(
      isTraining: false, drawsMasks: false, countsClasses: false, format: "JAX")
    let writer = writer(pair, paths)
    let (nodes, names) = given(traced, source)
    let whole = try writer.lines(
      from: nodes,
      to: [traced.output, traced.loss] + traced.penalties + (traced.divisor.map { [$0] } ?? []),
      reserving: ["target"])
    // What regularizers add is the same for each batch, and so for all samples.
    let count = 1 + traced.penalties.count
    let loss = whole.outputs.dropFirst().prefix(count).joined(separator: " + ")
    let divisor = traced.divisor == nil ? "len(target)" : whole.outputs[1 + count]
    let both = """
      @jax.jit
      def evaluate_batch(w, inputs, target, weights):
          \"""The outputs of a batch, its loss with what regularizers add, and what that was divided by.\"""
          (\(names),) = inputs
      \((whole.lines + ["return \(whole.outputs[0]), \(loss), \(divisor)"]).joined(separator: "\n").indented(4))
      """
    let alone = try writer.lines(
      from: Array(nodes.prefix(traced.inputs.count)), to: [traced.output])
    let predict = """
      @jax.jit
      def predict(w, \(names)):
          \"""What the model gives.\"""
      \((alone.lines + ["return \(alone.outputs[0])"]).joined(separator: "\n").indented(4))
      """
    return (predict + "\n\n\n" + both, writer.helpers)
  }

  private var text: String {
    let clipping = source.optimizer.clipping(.jax)
    let name = Sanitizer.visible(source.model.name)
    let is64 = source.model.dtype == .float64
    let parts = [
      PythonWriter.text(of: helpers, .jax), training.text, evaluation, source.rate.text,
      "# \(source.optimizer.described)\n" + source.optimizer.feeds, source.optimizer.update(.jax),
      clipping ?? "", step(hasClipping: clipping != nil), evaluate, main,
    ].filter { !$0.isEmpty }
    return """
      \"""A training of `\(name)`, written by nabla for JAX: python \(source.stem).py

      Data, the order of the samples and the weights that it begins with stand in \(PythonText.text(source.dataFile)).
      Dropout draws other numbers than nabla's.
      \"""

      import argparse
      import math
      from pathlib import Path

      import jax
      import jax.numpy as jnp
      import numpy as np
      from jax import lax

      \(is64 ? "jax.config.update(\"jax_enable_x64\", True)\n" : "")FOLDER = Path(__file__).parent
      EPOCHS, BATCH_SIZE, SEED, INPUTS = \(source.epochs), \(source.options.batchSize), \(source.options.seed), \(source.inputCount)
      # Weights that gradients change.
      TRAINED = [\(source.weights.filter(\.isTrained).map { PythonText.text($0.path) }.joined(separator: ", "))]


      \(parts.joined(separator: "\n\n\n"))


      if __name__ == "__main__":
          main()

      """
  }

  private func step(hasClipping: Bool) -> String {
    let slots = source.optimizer.slots.map {
      "\(PythonText.text($0.name)): \(PythonText.number($0.first))"
    }
    let clip =
      hasClipping
      ? "\n    names = list(gradients)\n    gradients = dict(zip(names, clipped([gradients[name] for name in names])))"
      : ""
    return """
      SLOTS = {\(slots.joined(separator: ", "))}


      @jax.jit
      def train_step(trained, fixed, kept, key, inputs, target, weights, feeds):
          \"""The loss of a batch, and what weights and moments are after it.\"""
          value = jax.value_and_grad(training_loss, has_aux=True)
          (loss, changed), gradients = value(trained, fixed, key, inputs, target, weights)\(clip)
          new, moments = {}, {}
          for name, w in trained.items():
              moments[name] = dict(kept[name])
              new[name] = update(w, gradients[name], moments[name], feeds).astype(w.dtype)
          return loss, new, {**fixed, **changed}, moments
      """
  }

  private var evaluate: String {
    let measure = source.measure(.jax)
    let line = measure.map { "\n        measured += float(\($0.text)) * len(target)" } ?? ""
    let result = measure.map { ", \(PythonText.text($0.name)): measured / count" } ?? ""
    return """
      def take(data, rows, prefix=""):
          \"""The inputs of samples, their targets, and what each counts.\"""
          inputs = [data[f"{prefix}x{i}"][rows] for i in range(INPUTS)]
          name = prefix + "weights"
          return inputs, data[prefix + "y"][rows], data[name][rows]\(source.model.dtype == .float64 ? "" : ".astype(np.float32)") if name in data else None


      \(TrainingSource.batches)


      def evaluate(w, data, prefix=""):
          \"""The loss of all samples\(measure.map { ", and \($0.name)" } ?? "").\"""
          count = len(data[prefix + "y"])
          loss, weight, measured = 0.0, 0.0, 0.0
          for start in range(0, count, BATCH_SIZE):
              inputs, target, weights = take(data, np.arange(start, min(start + BATCH_SIZE, count)), prefix)
              output, value, divisor = evaluate_batch(w, inputs, target, weights)
              loss, weight = loss + float(value) * float(divisor), weight + float(divisor)\(line)
          return {"loss": loss / max(weight, 1e-12)\(result)}
      """
  }

  private var main: String {
    let hasValidation = source.setup.validation != nil
    let watched =
      hasValidation
      ? "evaluate({**trained, **fixed}, data, \"val_\")" : "evaluate({**trained, **fixed}, data)"
    let stopping = source.earlyStopping(keeping: "(trained, fixed)")
    return """
      def main():
          \(TrainingSource.options([TrainingSource.resuming]))
          data = dict(np.load(FOLDER / \(PythonText.text(source.dataFile))))
          count = len(data["y"])
          all_weights = {name[7:]: jnp.asarray(value) for name, value in data.items() if name.startswith("weight:")}
          trained = {name: all_weights[name] for name in TRAINED}
          fixed = {name: value for name, value in all_weights.items() if name not in trained}
          moments = {name: {slot: jnp.full_like(w, first) for slot, first in SLOTS.items()} for name, w in trained.items()}
          key = jax.random.key(SEED % 2**63)
          checkpoint = FOLDER / \(PythonText.text(source.stem + ".checkpoint.npz"))
          step = start = 0
          best, waited, kept = math.inf, 0, None
          if options.resume:
              saved = dict(np.load(checkpoint))
              trained = {name: jnp.asarray(saved["weight:" + name]) for name in trained}
              fixed = {name: jnp.asarray(saved["weight:" + name]) for name in fixed}
              moments = {name: {slot: jnp.asarray(saved[f"{slot}:{name}"]) for slot in SLOTS} for name in trained}
              start, step = int(saved["epoch"]), int(saved["step"])

          for epoch in range(start, EPOCHS):
              total = 0.0
              for rows in batches(data, epoch, count):
                  inputs, target, weights = take(data, rows)
                  numbers = feeds(learning_rate(step), step + 1)
                  loss, trained, fixed, moments = train_step(
                      trained, fixed, moments, jax.random.fold_in(key, step), inputs, target, weights, numbers
                  )
                  step, total = step + 1, total + float(loss) * len(rows)
                  if options.steps:
                      \(PythonText.show)(f"step {step}: loss {float(loss):.9g}", flush=True)
                  if options.steps == step:
                      return
              measured = \(watched)
              told = ", ".join(f"{name} {value:.6g}" for name, value in measured.items())
              \(PythonText.show)(f"epoch {epoch + 1}: loss {total / count:.6g}; \(hasValidation ? "validation" : "evaluated"): {told}", flush=True)
              arrays = {"weight:" + name: value for name, value in {**trained, **fixed}.items()}
              slots = {f"{slot}:{name}": value for name, own in moments.items() for slot, value in own.items()}
              np.savez(checkpoint, **arrays, **slots, epoch=epoch + 1, step=step)\(stopping)
          if kept is not None:
              trained, fixed = kept
          arrays = {"weight:" + name: value for name, value in {**trained, **fixed}.items()}
          np.savez(FOLDER / \(PythonText.text(source.stem + ".trained.npz")), **arrays)
      """
  }
}
