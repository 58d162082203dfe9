import Engine
import Formats
import Learning
import Support

/// A training in PyTorch's words, by one process or by several under `torchrun`.
struct TorchTraining {
  let source: TrainingSource
  private let program: TorchProgram
  private let traced: TracedTraining
  private let loss: String
  private let usesMask: Bool

  init(_ source: TrainingSource) throws {
    self.source = source
    let (pair, traced) = try source.pair(isTraining: false, drawsMasks: true, format: "PyTorch")
    self.traced = traced
    (loss, usesMask) = try Self.lossFunction(source, pair, traced)
    program = try TorchProgram(
      TorchModel(source.model, pair, traced.lines),
      to: [traced.output] + (usesMask ? [traced.mask].compactMap { $0 } : []),
      penalties: traced.penalties)
  }

  private var weightsFile: String { source.stem + ".pt.safetensors" }

  func files() throws -> TrainingProgram.Files {
    // The start has the same lines as the model, and weights of its own.
    let state = try TorchModel(source.start).state() + program.constants
    let entries = state.map { $0.tensor.entry($0.name) }
    let weights = try Safetensors(
      entries: entries,
      notes: [.init(TorchExport.layoutKey, "channels_last"), .init("format", "pt")]
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
      loss, source.rate.text, optimizer, clipping ?? "", evaluation, batches,
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
      from pathlib import Path

      import numpy as np
      import torch
      import torch.distributed as dist
      import torch.nn.functional as F
      from safetensors.torch import load_file, save_file
      from torch import nn

      FOLDER = Path(__file__).parent
      EPOCHS, BATCH_SIZE, SEED = \(source.options.epochs), \(source.options.batchSize), \(source.options.seed)


      \(parts.joined(separator: "\n\n\n"))


      if __name__ == "__main__":
          main()

      """
  }

  private var hasBatchNormalization: Bool {
    program.torch.modules.contains { $0.constructor.hasPrefix("nn.BatchNorm") }
  }

  private var batchNormalizationRemark: String {
    hasBatchNormalization
      ? "\nOn several processes batch normalisation sees the whole batch on GPUs only."
      : ""
  }

  /// The loss of a batch and what it is divided by; whether a mask goes in.
  private static func lossFunction(
    _ source: TrainingSource, _ pair: GraphPair, _ traced: TracedTraining
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
      to: [traced.loss] + (traced.divisor.map { [$0] } ?? []))
    let lines = written.lines.map { $0.replacing("self.device", with: "output.device") }
    let usesMask = traced.mask != nil && lines.contains { $0.contains("mask") }
    let count = written.outputs.count > 1 ? written.outputs[1] : "float(len(output))"
    let text = """
      def loss_function(output, target, mask=None, weights=None):
          \"""\(source.supervision.loss.text): the mean of a batch, and what it was divided by.\"""
      \((lines + ["return \(written.outputs[0]), \(count)"]).joined(separator: "\n").indented(4))
      """
    return (text, usesMask)
  }

  /// An optimizer of PyTorch's where it computes the same, else nabla's own update.
  private var optimizer: String {
    let (own, rate) = (source.optimizer, source.rate)
    let settings = own.settings
    func number(_ name: String) -> String { PythonText.number(own.number(name)) }
    let first = PythonText.number(rate.constant ?? 0)
    if own.word == "sgd", settings.weightDecay == 0, rate.constant != nil || own.slots.isEmpty {
      let momentum = own.slots.isEmpty ? "" : ", momentum=\(number("momentum"))"
      let nesterov = own.flag("nesterov") && !own.slots.isEmpty ? ", nesterov=True" : ""
      return """
        def make_optimizer(parameters):
            return torch.optim.SGD(parameters, lr=\(first)\(momentum)\(nesterov))


        def set_rate(optimizer, step):
            \"""Sets the rate of a step, counted from 0.\"""
            for group in optimizer.param_groups:
                group["lr"] = learning_rate(step)
        """
    }
    if own.word == "adam" || own.word == "adamw", !own.flag("amsgrad") {
      let isHat = own.flag("epsilon_hat")
      let beta = number("beta_2")
      let epsilon =
        isHat ? "\(number("epsilon")) / math.sqrt(1 - \(beta) ** (step + 1))" : number("epsilon")
      return """
        def make_optimizer(parameters):
            betas = (\(number("beta_1")), \(beta))
            return torch.optim.AdamW(parameters, lr=\(first), betas=betas, weight_decay=\(PythonText.number(settings.weightDecay)))


        def set_rate(optimizer, step):
            \"""Sets the rate of a step, counted from 0, and epsilon\(isHat ? ", which stands outside of the bias correction" : "").\"""
            for group in optimizer.param_groups:
                group["lr"] = learning_rate(step)
                group["eps"] = \(epsilon)
        """
    }
    let slots = own.slots.map { "\(PythonText.text($0.name)): \(PythonText.number($0.first))" }
    return """
      \(own.feeds)


      \(own.update(.torch))


      class Optimizer(torch.optim.Optimizer):
          \"""\(own.described)\"""

          slots = {\(slots.joined(separator: ", "))}

          def __init__(self, parameters):
              super().__init__(parameters, {"lr": \(first)})

          @torch.no_grad()
          def step(self):
              for group in self.param_groups:
                  for w in group["params"]:
                      if w.grad is None:
                          continue
                      s = self.state[w]
                      if "step" not in s:
                          s["step"] = 0
                          s.update({name: torch.full_like(w, value) for name, value in self.slots.items()})
                      s["step"] += 1
                      w.copy_(update(w, w.grad, s, feeds(group["lr"], s["step"])))


      def make_optimizer(parameters):
          return Optimizer(parameters)


      def set_rate(optimizer, step):
          \"""Sets the rate of a step, counted from 0.\"""
          for group in optimizer.param_groups:
              group["lr"] = learning_rate(step)
      """
  }

  private let batches = """
    def batches(data, epoch, count):
        \"""The positions of the samples of each batch of an epoch.\"""
        order = data["order"]
        rows = order[epoch] if epoch < len(order) else np.random.default_rng([SEED, epoch]).permutation(count)
        return [rows[start : start + BATCH_SIZE] for start in range(0, count, BATCH_SIZE)]


    def take(data, rows, device, prefix=""):
        \"""The inputs of samples, their targets, and what each counts.\"""

        def array(name):
            return torch.from_numpy(data[prefix + name][rows]).to(device) if prefix + name in data else None

        def number(x):
            return x.long() if x is not None and x.dtype == torch.int32 else x

        inputs = [number(array(f"x{i}")) for i in range(INPUTS)]
        return inputs, number(array("y")), array("weights")
    """

  private var evaluation: String {
    let measure = source.measure(.torch)
    let call = usesMask ? "output, mask = model(*inputs)" : "output, mask = model(*inputs), None"
    let measured = measure.map { "\n            measured += \($0.text).item() * len(part)" } ?? ""
    let result = measure.map { ", \(PythonText.text($0.name)): measured / count" } ?? ""
    return """
      INPUTS = \(source.inputCount)


      def evaluate(model, data, device, prefix=""):
          \"""The loss of all samples\(measure.map { ", and \($0.name)" } ?? "").\"""
          count = len(data[prefix + "y"])
          loss, weight, measured = 0.0, 0.0, 0.0
          model.eval()
          with torch.no_grad():
              for start in range(0, count, BATCH_SIZE):
                  part = np.arange(start, min(start + BATCH_SIZE, count))
                  inputs, target, weights = take(data, part, device, prefix)
                  \(call)
                  value, divisor = loss_function(output, target, mask, weights)
                  loss, weight = loss + float(value) * float(divisor), weight + float(divisor)\(measured)
          model.train()
          return {"loss": loss / max(weight, 1e-12)\(result)}
      """
  }

  private func main(hasClipping: Bool) -> String {
    let call = usesMask ? "output, mask = model(*inputs)" : "output, mask = model(*inputs), None"
    let hasPenalty = !traced.penalties.isEmpty
    let penalty =
      hasPenalty
      ? "\n            penalty = module.penalty()\n            total = total + penalty" : ""
    let clip =
      hasClipping
      ? """

                  used = [w for w in model.parameters() if w.grad is not None]
                  for w, gradient in zip(used, clipped([w.grad for w in used])):
                      w.grad = gradient
      """ : ""
    let hasValidation = source.setup.validation != nil
    let frozen = source.frozenNames(program.torch)
    let freeze =
      frozen.isEmpty
      ? ""
      : "\n    for name, weight in module.named_parameters():\n        if name in (\(frozen.map(PythonText.text).joined(separator: ", ")),):\n            weight.requires_grad_(False)"
    let stopping = source.options.earlyStopping
    let watched =
      hasValidation ? "evaluate(module, data, device, \"val_\")" : "evaluate(module, data, device)"
    let patience =
      stopping.map {
        """

                if measured["loss"] < best - \(PythonText.number($0.minimumDelta)):
                    best, waited = measured["loss"], 0
                    kept = {name: value.clone() for name, value in module.state_dict().items()}
                else:
                    waited += 1
                if waited > 0 and waited >= \($0.patience):
                    break
        """
      } ?? ""
    return """
      def main():
          parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
          parser.add_argument("--steps", type=int, help="end after so many steps, and print the loss of each")
          parser.add_argument("--fsdp", action="store_true", help="share out the weights, too (needs torchrun and GPUs)")
          parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
          options = parser.parse_args()
          torch.manual_seed(SEED % 2**63)
          world, rank = int(os.environ.get("WORLD_SIZE", 1)), int(os.environ.get("RANK", 0))
          place = int(os.environ.get("LOCAL_RANK", 0))
          device = torch.device("cuda", place) if torch.cuda.is_available() else torch.device("cpu")
          if world > 1 or options.fsdp:
              dist.init_process_group("nccl" if device.type == "cuda" else "gloo")

          data = dict(np.load(FOLDER / \(PythonText.text(source.dataFile))))
          count = len(data["y"])
          module = Model()
          module.load_state_dict(load_file(FOLDER / \(PythonText.text(weightsFile))))
          module.to(device)\(freeze)
          model = module
          if options.fsdp:
              from torch.distributed.fsdp import FullyShardedDataParallel

              model = FullyShardedDataParallel(module, use_orig_params=True, device_id=device)
          elif world > 1:
              if device.type == "cuda":
                  module = nn.SyncBatchNorm.convert_sync_batchnorm(module)
              model = nn.parallel.DistributedDataParallel(module)
          optimizer = make_optimizer([w for w in model.parameters() if w.requires_grad])
          checkpoint = FOLDER / \(PythonText.text(source.stem + ".checkpoint.pt"))
          step = start = 0
          best, waited, kept = math.inf, 0, None
          if options.resume:
              state = torch.load(checkpoint, map_location=device, weights_only=True)
              model.load_state_dict(state["model"])
              optimizer.load_state_dict(state["optimizer"])
              start, step = state["epoch"], state["step"]

          for epoch in range(start, EPOCHS):
              model.train()
              total_loss, total_weight = 0.0, 0.0
              for rows in batches(data, epoch, count):
                  # This process's share of the batch; one without a sample takes the first, which then counts nothing.
                  own = rows[rank::world]
                  inputs, target, weights = take(data, own if len(own) else rows[:1], device)
                  \(call)
                  loss, divisor = loss_function(output, target, mask, weights)
                  whole = torch.as_tensor(divisor, dtype=torch.float64, device=device) * (len(own) > 0)
                  part = whole.clone()
                  if world > 1:
                      dist.all_reduce(whole)
                  share = (part / whole.clamp(min=1e-12)).to(loss.dtype)
                  mean = loss.detach() * share
                  if world > 1:
                      dist.all_reduce(mean)
                  # Gradients of all processes are averaged.
                  total = loss * (share * world) if world > 1 else loss\(penalty)
                  optimizer.zero_grad()
                  total.backward()\(clip)
                  set_rate(optimizer, step)
                  optimizer.step()
                  step += 1
                  shown = mean.item()\(hasPenalty ? " + penalty.item()" : "")
                  total_loss, total_weight = total_loss + shown * whole.item(), total_weight + whole.item()
                  if options.steps and rank == 0:
                      print(f"step {step}: loss {shown:.9g}", flush=True)
                  if options.steps == step:
                      break
              if options.steps and step >= options.steps:
                  break
              measured = \(watched)
              if rank == 0:
                  told = ", ".join(f"{name} {value:.6g}" for name, value in measured.items())
                  print(f"epoch {epoch + 1}: loss {total_loss / max(total_weight, 1e-12):.6g}; \(hasValidation ? "validation" : "evaluated"): {told}", flush=True)
                  if not options.fsdp:
                      state = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
                      torch.save({**state, "epoch": epoch + 1, "step": step}, checkpoint)\(patience)
          if kept is not None:
              module.load_state_dict(kept)
          if rank == 0 and not options.fsdp and not options.steps:
              save_file(module.state_dict(), FOLDER / \(PythonText.text(source.stem + ".trained.pt.safetensors")))
          if dist.is_initialized():
              dist.destroy_process_group()
      """
  }
}

extension TrainingSource {
  /// Names of PyTorch's weights that this training leaves as they are.
  func frozenNames(_ torch: TorchModel) -> [String] {
    torch.modules.flatMap { module in
      module.groups.filter { group in
        !group.variables.isEmpty
          && group.variables.allSatisfy { $0.isTrainable && !setup.trains($0) }
      }.flatMap { group in group.names.map { module.weightName($0) } }
    }
  }
}
