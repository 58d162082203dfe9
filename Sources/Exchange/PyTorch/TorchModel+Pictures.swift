import Engine
import Learning

extension TorchModel {
  /// Modules that take a flattened picture: its extents, channels last, by the module's name.
  ///
  /// PyTorch has the channels of a picture first when it becomes a row. A picture is an input of three axes, what a
  /// window has moved over, and what goes on with one.
  var picturesBehindRows: [String: [Int]] {
    var pictures = Set(
      pair.inputs.filter { $0.shape.rank == 4 }.map(\.index))
    var rows: [Int: [Int]] = [:]
    var found: [String: [Int]] = [:]
    for line in lines {
      let (from, to) = (line.line.input, line.line.output)
      switch line.line.kind {
      case "conv1d", "conv2d", "depthwise_conv2d", "separable_conv2d", "conv2d_transpose",
        "max_pooling1d", "max_pooling2d", "average_pooling1d", "average_pooling2d",
        "up_sampling2d", "zero_padding2d":
        pictures.insert(to.index)
      case "flatten":
        if pictures.contains(from.index) { rows[to.index] = Array(from.shape.extents.dropFirst()) }
      case "dense":
        if let row = rows[from.index], let module = line.module { found[module.name] = row }
      case "batch_normalization", "layer_normalization", "dropout", "activation", "residual", "add",
        "multiply", "average", "concatenate", "gaussian_noise", "rescaling", "group_normalization":
        goOn(line, from, to, &pictures, &rows, &found)
      default:
        // An activation by its own word works number by number.
        if line.line.isLayer, line.line.call?.bound.signature.kind == .activation {
          goOn(line, from, to, &pictures, &rows, &found)
        }
      }
    }
    return found
  }

  private func goOn(
    _ line: TorchLine, _ from: Graph.Node, _ to: Graph.Node, _ pictures: inout Set<Int>,
    _ rows: inout [Int: [Int]], _ found: inout [String: [Int]]
  ) {
    if pictures.contains(from.index), to.shape.rank == from.shape.rank { pictures.insert(to.index) }
    guard let row = rows[from.index], to.shape == from.shape else { return }
    rows[to.index] = row
    if let module = line.module, !module.groups.isEmpty { found[module.name] = row }
  }
}
