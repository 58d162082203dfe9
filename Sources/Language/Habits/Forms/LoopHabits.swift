/// Statements of a training loop that somebody writes in PyTorch.
enum LoopHabits {
  static let hint = "leave it out: `train m, d` finds the gradients, and steps"

  static func isDone(_ line: String) -> Bool {
    [".backward()", "optimizer.step()", ".zero_grad()", "scheduler.step()", "opt.step()"]
      .contains(where: line.hasSuffix)
  }
}
