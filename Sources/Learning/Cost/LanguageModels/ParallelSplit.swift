/// How a training is spread over workers: data × tensor × pipeline, with what a step takes and holds.
///
/// The best of all splits that fit, by the formulas of Narayanan et al. 2021 (sections 2 and 3): tensor parallel
/// groups exchange activations four times a block, pipelines wait for one another, copies add their gradients up.
package struct ParallelSplit: Equatable, Sendable {
  /// Copies of the model, each with a share of the batch.
  package var data: Int
  /// Workers that share each matrix.
  package var tensor: Int
  /// Workers one behind the other, each with a share of the blocks.
  package var pipeline: Int
  /// Whether blocks are computed again on the way back, so that less is kept.
  package var recomputes: Bool
  /// Of one step.
  package var seconds: Double
  /// The part of `seconds` in which products are computed.
  package var computing: Double
  /// What one worker holds.
  package var bytes: Double

  /// The share of a step in which products are computed.
  package var efficiency: Double { seconds > 0 ? computing / seconds : 0 }

  /// The quickest split of so many workers for steps of `batch` sequences; `nil` where none fits into the memory.
  ///
  /// Tensor groups are of 1, 2, 4 or 8 workers and divide the heads, pipelines divide the blocks. Throws the
  /// name of a figure of the device that is missing.
  package static func best(
    for shape: LanguageModelShape, workers: Int, batch: Int, on device: Device
  ) throws(CostError) -> ParallelSplit? {
    var best: ParallelSplit?
    for tensor in [1, 2, 4, 8] where shape.heads % tensor == 0 && workers % tensor == 0 {
      let rest = workers / tensor
      for pipeline in 1...max(1, min(shape.layers, rest))
      where shape.layers % pipeline == 0 && rest % pipeline == 0 && rest / pipeline <= batch {
        for recomputes in [false, true] {
          let split = try ParallelSplit(
            shape, [rest / pipeline, tensor, pipeline], recomputes, batch: batch, device)
          guard try split.bytes <= device.require(.memory) else { continue }
          if best.map({ split.seconds < $0.seconds }) ?? true { best = split }
        }
      }
    }
    return best
  }

  /// The counts of workers next to `workers`, at most so many and at least so many, over which steps of `batch` sequences
  /// can be spread; `nil` where there is none.
  ///
  /// Throws the name of a figure of the device that is missing.
  package static func nearest(
    to workers: Int, for shape: LanguageModelShape, batch: Int, on device: Device
  ) throws(CostError) -> (below: Int?, above: Int?) {
    var (below, above): (Int?, Int?) = (nil, nil)
    for tensor in [1, 2, 4, 8] where shape.heads % tensor == 0 {
      for pipeline in 1...max(1, shape.layers) where shape.layers % pipeline == 0 {
        // What one worker holds does not depend on how many copies there are.
        let one = try ParallelSplit(shape, [1, tensor, pipeline], true, batch: 1, device)
        guard try one.bytes <= device.require(.memory) else { continue }
        let group = tensor * pipeline
        let copies = min(batch, workers / group)
        if copies > 0 { below = max(below ?? 0, copies * group) }
        let more = (workers + group - 1) / group
        if more <= batch { above = min(above ?? .max, more * group) }
      }
    }
    return (below, above)
  }

  private init(
    _ shape: LanguageModelShape, _ split: [Int], _ recomputes: Bool, batch: Int, _ device: Device
  ) throws(CostError) {
    (data, tensor, pipeline) = (split[0], split[1], split[2])
    self.recomputes = recomputes
    let (d, t, p) = (Double(data), Double(tensor), Double(pipeline))
    // No sequence is divided: the copy that has most of them is waited for.
    let sequences = (Double(batch) / d).rounded(.up)
    let speed = try device.require(.flops) * device.utilisation
    let passes = recomputes ? 4.0 : 3.0
    let token = shape.forwardOperations(context: shape.context)
    computing = passes * token * Double(batch) * Double(shape.context) / (d * t * p * speed)
    let busy =
      passes * token * sequences * Double(shape.context) / (t * p * speed)
    let bubble = busy * (p - 1) / max(1, sequences)
    var exchange = 0.0
    if tensor > 1 {
      let activation = 2 * Double(shape.context) * Double(shape.width)
      let rounds = (recomputes ? 6 : 4) * Double(shape.layers) / p * sequences
      exchange += try rounds * activation * 2 * (t - 1) / t / device.require(.link)
    }
    var waiting = 0.0
    if data > 1 {
      let gradients =
        Double(LanguageModelShape.TrainingBytes.gradient) * Double(shape.parameters) / (t * p)
      // Gradients travel while the rest of the backward pass, two of its three parts, is computed.
      waiting = max(0, try 2 * gradients * (d - 1) / d / device.require(.link) - busy * 2 / 3)
    }
    seconds = busy + bubble + exchange + waiting
    // As many sequences are under way as there are stages, each with its share of the blocks.
    let kept = recomputes ? shape.recomputedActivationBytes : shape.activationBytes
    let state = Double(LanguageModelShape.TrainingBytes.total) * Double(shape.parameters)
    bytes = state / (t * p) + kept / t
  }
}
