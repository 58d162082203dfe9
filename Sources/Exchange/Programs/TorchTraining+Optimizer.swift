import Learning

extension TorchTraining {
  /// An optimizer of PyTorch's where it computes the same, else nabla's own update.
  var optimizer: String {
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
}
