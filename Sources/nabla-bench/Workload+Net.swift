import Catalog
import Learning

extension Workload {
  /// The net line by line.
  var lines: [LayerDescription] {
    switch self {
    case .article, .start: dense([256, 1], ["relu", "sigmoid"])
    case .classes: dense([512, 512, 10], ["relu", "relu", "linear"])
    case .plane: dense([8, 8, 1], ["tanh", "tanh", "tanh"])
    case .images:
      [convolution(32), convolution(64), line("max_pooling2d", [2]), line("flatten")]
        + dense([128, 10], ["relu", "linear"])
    case .memory:
      [
        // A row of the table is what a kernel makes of a one-hot character.
        line("embedding", [65, 65]),
        line("lstm", [128], [("return_sequences", .bool(true))]),
        line("dense", [65]),
      ]
    case .text:
      [line("embedding", [65, 128]), line("position_embedding")]
        + (0..<4).flatMap { _ in [attention, feedForward] }
        + [normalization, line("dense", [65], [("use_bias", .bool(false))])]
    }
  }

  private func dense(_ units: [Double], _ activations: [String]) -> [LayerDescription] {
    zip(units, activations).map { line("dense", [$0], [("activation", .word($1))]) }
  }

  private func convolution(_ filters: Double) -> LayerDescription {
    line("conv2d", [filters, 3], [("activation", .word("relu"))])
  }

  private var normalization: LayerDescription {
    line("layer_normalization", [], [("center", .bool(false)), ("epsilon", .number(1e-5))])
  }

  private var attention: LayerDescription {
    let heads = line(
      "multi_head_attention", [4, 32],
      [("use_causal_mask", .bool(true)), ("use_bias", .bool(false))])
    return LayerDescription("residual", lines: [normalization, heads])
  }

  private var feedForward: LayerDescription {
    let wide = line(
      "dense", [512], [("activation", .word("gelu")), ("use_bias", .bool(false))])
    let narrow = line("dense", [128], [("use_bias", .bool(false))])
    return LayerDescription("residual", lines: [normalization, wide, narrow])
  }

  private func line(
    _ word: String, _ numbers: [Double] = [], _ named: [(name: String, value: Argument)] = []
  ) -> LayerDescription {
    LayerDescription(word, Arguments(numbers.map { .number($0) }, named: named))
  }
}
