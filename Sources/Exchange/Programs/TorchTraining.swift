import Engine
import Formats
import Learning
import Support

/// A training in PyTorch's words, by one process or by several under `torchrun`.
struct TorchTraining {
  let source: TrainingSource
  let program: TorchProgram
  let traced: TracedTraining
  private let loss: String
  /// The loss in which all classes count alike, where that is another one: samples that nobody trains on.
  private let validationLoss: String?
  let usesMask: Bool

  init(_ source: TrainingSource) throws {
    self.source = source
    let (pair, traced) = try source.pair(isTraining: false, drawsMasks: true, format: "PyTorch")
    self.traced = traced
    (loss, usesMask) = try Self.lossFunction(source, pair, traced)
    if source.setup.classWeights == nil {
      validationLoss = nil
    } else {
      let (pair, traced) = try source.pair(
        isTraining: false, drawsMasks: true, countsClasses: false, format: "PyTorch")
      validationLoss = try Self.lossFunction(
        source, pair, traced, named: "validation_loss", "; classes count alike"
      ).text
    }
    program = try TorchProgram(
      TorchModel(source.model, pair, traced.lines),
      to: [traced.output] + (usesMask ? [traced.mask].compactMap { $0 } : []),
      penalties: traced.penalties)
  }

  var weightsFile: String { source.stem + ".pt.safetensors" }

  func files() throws -> TrainingProgram.Files {
    // The start has the same lines as the model, and weights of its own.
    let state =
      try TorchModel(source.start).state(turning: program.torch.turnedRows)
      + program.constants
    let entries = state.map { $0.tensor.entry($0.name) }
    let weights = try Safetensors(
      entries: entries,
      notes: [.init(TorchExport.layoutKey, program.torch.layout.rawValue), .init("format", "pt")]
    ).write()
    return TrainingProgram.Files(
      program: Array(text().utf8),
      beside: [
        (source.dataFile, try source.arrays(withWeights: false)), (weightsFile, weights),
      ], remarks: source.remarks + program.torch.remarks)
  }

  private func text() -> String {
    let clipping = source.optimizer.clipping(.torch)
    let name = Sanitizer.visible(source.model.name)
    let parts = [
      program.text(
        named: "Model", documentation: ["`\(name)`, with the batch in front."]),
      loss, validationLoss ?? "", source.rate.text, optimizer, clipping ?? "", evaluation,
      Self.batches,
      hasBatchNormalization ? Self.sharedNormalization : "",
      main(hasClipping: clipping != nil),
    ].filter { !$0.isEmpty }
    return """
      \"""A training of `\(name)`, written by nabla for PyTorch.

      python \(source.stem).py, or on several processes or devices: torchrun --nproc-per-node=2 \(source.stem).py
      Data and the order of the samples stand in \(PythonText.text(source.dataFile)), the weights that it begins with in
      \(PythonText.text(weightsFile)). Each batch is shared out among all processes, so that the losses are those of one.
      Dropout draws other numbers than nabla's.\(batchNormalizationRemark)
      \"""

      import argparse
      import math
      import os
      \(hasBatchNormalization ? "import types\n" : "")from pathlib import Path

      import numpy as np
      import torch
      import torch.distributed as dist
      import torch.nn.functional as F
      from safetensors.torch import load_file, save_file
      from torch import nn

      FOLDER = Path(__file__).parent
      EPOCHS, BATCH_SIZE, SEED = \(source.epochs), \(source.options.batchSize), \(source.options.seed)


      \(parts.joined(separator: "\n\n\n"))


      if __name__ == "__main__":
          main()

      """
  }

  /// The function that `evaluate` calls.
  var evaluatedLoss: String { validationLoss == nil ? "loss_function" : "validation_loss" }

  var hasBatchNormalization: Bool {
    program.torch.modules.contains { $0.constructor.hasPrefix("nn.BatchNorm") }
  }

  private var batchNormalizationRemark: String {
    hasBatchNormalization
      ? "\nThe moving variance of PyTorch's batch normalisation is that of a population, n / (n - 1) as large."
      : ""
  }

  /// The loss of a batch and what it is divided by; whether a mask goes in.
  private static func lossFunction(
    _ source: TrainingSource, _ pair: GraphPair, _ traced: TracedTraining,
    named name: String = "loss_function", _ remark: String = ""
  ) throws -> (text: String, usesMask: Bool) {
    let writer = PythonWriter(
      pair, .torch, weight: { _ in "None" },
      constant: { tensor in
        let type = tensor.dtype == .int32 ? "torch.long" : "output.dtype"
        let numbers = tensor.doubles.map { PythonText.number($0, tensor.dtype) }.joined(
          separator: ", ")
        let shape = PythonText.tuple(tensor.shape.extents)
        return "torch.tensor([\(numbers)], dtype=\(type), device=output.device).reshape(\(shape))"
      })
    var given = [(traced.output, "output"), (traced.targets, "target")]
    if let mask = traced.mask { given.append((mask, "mask")) }
    if let weights = traced.weights { given.append((weights, "weights")) }
    let written = try writer.lines(
      from: given.map { (node: $0.0, name: $0.1) },
      to: [traced.loss] + (traced.divisor.map { [$0] } ?? []), reserving: ["output"])
    let lines = written.lines.map { $0.replacing("self.device", with: "output.device") }
    let usesMask = traced.mask != nil && lines.contains { $0.contains("mask") }
    let count = written.outputs.count > 1 ? written.outputs[1] : "float(len(output))"
    let text = """
      def \(name)(output, target, mask=None, weights=None):
          \"""\(source.supervision.loss.text): the mean of a batch, and what it was divided by\(remark).\"""
      \((lines + ["return \(written.outputs[0]), \(count)"]).joined(separator: "\n").indented(4))
      """
    return (text, usesMask)
  }
}
