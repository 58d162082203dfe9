import Learning

// The functions of the program that run the training.
extension TorchTraining {
  static let batches = """
    \(TrainingSource.batches)


    def take(data, rows, device, prefix=""):
        \"""The inputs of samples, their targets, and what each counts.\"""

        def array(name):
            return torch.from_numpy(data[prefix + name][rows]).to(device) if prefix + name in data else None

        def number(x):
            return x.long() if x is not None and x.dtype == torch.int32 else x

        inputs = [number(array(f"x{i}")) for i in range(INPUTS)]
        return inputs, number(array("y")), array("weights")
    """

  var evaluation: String {
    let measure = source.measure(.torch)
    let call = usesMask ? "output, mask = model(*inputs)" : "output, mask = model(*inputs), None"
    let measured = measure.map { "\n            measured += \($0.text).item() * len(part)" } ?? ""
    let result = measure.map { ", \(PythonText.text($0.name)): measured / count" } ?? ""
    let penalty = traced.penalties.isEmpty ? "" : " + model.penalty().item()"
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
                  value, divisor = \(evaluatedLoss)(output, target, mask, weights)
                  loss, weight = loss + float(value) * float(divisor), weight + float(divisor)\(measured)
              loss = loss / max(weight, 1e-12)\(penalty)
          model.train()
          return {"loss": loss\(result)}
      """
  }

  /// Moments of the whole batch, whichever process has its samples.
  static let sharedNormalization = """
    class Total(torch.autograd.Function):
        \"""The sum of all processes' numbers.\"""

        @staticmethod
        def forward(context, x):
            x = x.clone(memory_format=torch.contiguous_format)
            dist.all_reduce(x)
            return x

        @staticmethod
        def backward(context, gradient):
            return Total.forward(context, gradient)


    def share_normalization(module):
        \"""Makes batch normalisation look at the samples of all processes.\"""

        def forward(self, x):
            if not self.training:
                return type(self).forward(self, x)
            axes = [0, *range(2, x.dim())]
            shape = [1, -1] + [1] * (x.dim() - 2)
            count = Total.apply(torch.full_like(self.running_mean, x.numel() / x.shape[1]))
            mean = Total.apply(x.sum(axes)) / count
            centered = x - mean.reshape(shape)
            variance = Total.apply((centered * centered).sum(axes)) / count
            with torch.no_grad():
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(variance * count / (count - 1).clamp(min=1), self.momentum)
                self.num_batches_tracked += 1
            x = centered * (variance + self.eps).rsqrt().reshape(shape)
            return x * self.weight.reshape(shape) + self.bias.reshape(shape)

        for part in module.modules():
            if isinstance(part, nn.modules.batchnorm._BatchNorm):
                part.forward = types.MethodType(forward, part)
    """

  private static let fsdp =
    "parser.add_argument(\"--fsdp\", action=\"store_true\", help=\"share out the weights, too, under torchrun\")"

  func main(hasClipping: Bool) -> String {
    let sharing = hasBatchNormalization ? "\n        share_normalization(module)" : ""
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
    // Both look at whole weights, of which FSDP leaves each process a part.
    let needsWhole =
      hasPenalty || source.optimizer.settings.clipping.norm != nil
      || source.optimizer.settings.clipping.globalNorm != nil
    let refusal =
      needsWhole
      ? "\n    if options.fsdp:\n        raise SystemExit(\"regularizers and clipping by norm need whole weights: leave --fsdp out\")"
      : ""
    let hasValidation = source.setup.validation != nil
    let frozen = source.frozenNames(program.torch)
    let freeze =
      frozen.isEmpty
      ? ""
      : "\n    for name, weight in module.named_parameters():\n        if name in (\(frozen.map(PythonText.text).joined(separator: ", ")),):\n            weight.requires_grad_(False)"
    let watched =
      "evaluate(model if options.fsdp else module, data, device"
      + (hasValidation ? ", \"val_\")" : ")")
    let patience = source.earlyStopping(
      keeping: "{name: value.clone() for name, value in module.state_dict().items()}")
    return """
      def main():
          \(TrainingSource.options([Self.fsdp, TrainingSource.resuming]))
          torch.manual_seed(SEED % 2**63)\(refusal)
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
          elif world > 1:\(sharing)
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
                      \(PythonText.show)(f"step {step}: loss {shown:.9g}", flush=True)
                  if options.steps == step:
                      break
              if options.steps and step >= options.steps:
                  break
              measured = \(watched)
              if rank == 0:
                  told = ", ".join(f"{name} {value:.6g}" for name, value in measured.items())
                  \(PythonText.show)(f"epoch {epoch + 1}: loss {total_loss / max(total_weight, 1e-12):.6g}; \(hasValidation ? "validation" : "evaluated"): {told}", flush=True)
                  if not options.fsdp:
                      state = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
                      torch.save({**state, "epoch": epoch + 1, "step": step}, checkpoint)\(patience)
          if kept is not None:
              module.load_state_dict(kept)
          if rank == 0 and not options.fsdp and not options.steps:
              save_file(module.state_dict(), FOLDER / \(PythonText.text(source.stem + ".trained.pt.safetensors")),
                        metadata={"\(TorchExport.layoutKey)": "\(program.torch.layout.rawValue)", "format": "pt"})
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
