import Engine
import Learning

extension TorchModel {
  /// Modules that take a flattened picture: its extents, channels last, by the module's name.
  ///
  /// PyTorch has the channels of a picture first when it becomes a row. A picture is an input of three axes, what a
  /// window has moved over, and what goes on with one.
  var picturesBehindRows: [String: [Int]] { flattenedPictures.modules }

  /// The same with the nodes that are flattened pictures.
  private var flattenedPictures: (modules: [String: [Int]], rows: Set<Int>) {
    var flattened: Set<Int> = []
    var pictures = Set(
      pair.inputs.filter { $0.shape.rank == 4 }.map(\.index))
    var rows: [Int: [Int]] = [:]
    var found: [String: [Int]] = [:]
    for line in lines {
      let (from, to) = (line.line.input, line.line.output)
      switch line.line.kind {
      case "conv1d", "conv2d", "depthwise_conv2d", "separable_conv2d", "conv2d_transpose",
        "conv1d_transpose", "depthwise_conv1d", "separable_conv1d",
        "max_pooling1d", "max_pooling2d", "average_pooling1d", "average_pooling2d",
        "up_sampling1d", "up_sampling2d", "zero_padding1d", "zero_padding2d", "cropping1d",
        "cropping2d":
        pictures.insert(to.index)
      case "flatten":
        if pictures.contains(from.index) {
          rows[to.index] = Array(from.shape.extents.dropFirst())
          flattened.insert(to.index)
        }
      case "dense":
        if let row = rows[from.index], let module = line.module { found[module.name] = row }
      case "batch_normalization", "layer_normalization", "dropout", "activation", "residual", "add",
        "multiply", "average", "concatenate", "gaussian_noise", "rescaling", "group_normalization",
        "prelu":
        goOn(line, from, to, &pictures, &rows, &found)
      default:
        // An activation by its own word works number by number.
        if line.line.isLayer, line.line.call?.bound.signature.kind == .activation {
          goOn(line, from, to, &pictures, &rows, &found)
        }
      }
    }
    return (found, flattened)
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

// PyTorch's own order in what is written for it: the natural module, a convolution, `flatten` and a linear layer, takes
// the weights as they are.
extension TorchModel {
  /// Whether a layer takes a flattened picture whose order is not that of PyTorch.
  var hasOwnOrder: Bool { picturesBehindRows.values.contains(where: Self.isAnotherOrder) }

  private static func isAnotherOrder(_ picture: [Int]) -> Bool {
    picture.last != 1 && picture.dropLast().reduce(1, *) != 1
  }

  /// The modules that take rows by channels, and `flatten` as it makes such rows; `nil` where some row goes to anything
  /// but these modules and what works number by number: then all rows stay in the order that they have here.
  var rowsByChannels: (modules: [String: [Int]], calls: [Int: PythonCall])? {
    let (found, flattened) = flattenedPictures
    let modules = found.filter { Self.isAnotherOrder($0.value) }
    guard !modules.isEmpty else { return nil }
    var rows: Set<Int> = []
    var calls: [Int: PythonCall] = [:]
    var taken: [Range<Int>] = []
    for line in lines {
      let (from, to) = (line.line.input, line.line.output)
      if flattened.contains(to.index),
        Self.isAnotherOrder(Array(from.shape.extents.dropFirst()))
      {
        rows.insert(to.index)
        calls[to.index] = PythonCall(reads: [from], takesChannelsFirst: true) {
          "\($0[0]).flatten(1)"
        }
      } else if rows.contains(from.index) {
        guard let isRow = gives(line, among: modules) else { return nil }
        if isRow { rows.insert(to.index) }
        taken.append(line.line.nodes)
      } else if let module = line.module, modules[module.name] != nil {
        return nil
      }
    }
    return rows.contains(pair.output.index) || !areRead(rows, onlyIn: taken)
      ? nil : (modules, calls)
  }

  /// Whether a line that takes a row gives one, or numbers of its own; `nil` where it is not known what it does to it.
  private func gives(_ line: TorchLine, among modules: [String: [Int]]) -> Bool? {
    let isCalled = line.call != nil && line.module.map { modules[$0.name] != nil } == true
    switch line.line.kind {
    case "dense": return isCalled ? false : nil
    case "batch_normalization", "layer_normalization", "prelu": return isCalled ? true : nil
    case "dropout", "activation", "gaussian_noise": return true
    default: return line.line.call?.bound.signature.kind == .activation ? true : nil
    }
  }

  private func areRead(_ rows: Set<Int>, onlyIn ranges: [Range<Int>]) -> Bool {
    pair.graph.sources.indices.allSatisfy { index in
      guard case .operation(_, let inputs) = pair.graph.sources[index],
        inputs.contains(where: { rows.contains($0.index) })
      else { return true }
      return ranges.contains { $0.contains(index) }
    }
  }
}
