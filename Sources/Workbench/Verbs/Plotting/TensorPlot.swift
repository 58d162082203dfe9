import Engine
import Plots
import Support

/// Tensors as the kind of chart that fits them: see `NumberChart.fit`.
struct TensorPlot {
  /// What the user asked for with `kind=`; `nil` leaves the choice to meaning and shape.
  let kind: (any NumberChart.Type)?
  /// Moments of a sound in a second, where the user gave them.
  var rate: Int?
  /// Names of rows and columns, where the user gave them.
  var names = TensorNames()

  func plot(_ values: [(value: Value, text: String)]) throws -> Plot {
    let tensors = try values.map { entry -> (value: TensorValue, known: Tensor) in
      guard case .tensor(let tensor) = entry.value, let known = tensor.known else {
        throw PlotProblem.mixture("tensors", entry.value.kindName)
      }
      return (tensor, known)
    }
    // The numbers, what the picture keeps of them, and a copy on the way.
    try MemoryBudget.current.require(
      ByteEstimate.sum(tensors.lazy.map { ByteEstimate.product($0.known.count, 32) }),
      for: "the plot")
    guard tensors[0].known.count > 0 else {
      throw PlotProblem.notDrawable("a tensor without numbers")
    }
    var tables = zip(values, tensors).map { entry, tensor in
      NumberTable(
        entry.text, tensor.known, roles: tensor.value.roles,
        classes: tensor.value.roles.contains(.confusion) ? tensor.value.classes?.names ?? [] : [])
    }
    if rate != nil || kind == WaveChart.self || kind == SpectrogramChart.self {
      return try SoundPlot.plot(tables, kind: kind, rate: rate)
    }
    let chosen = kind ?? Charts.choice(for: tables[0])
    try names.give(&tables, chosen)
    return try chosen.plot(tables)
  }
}

extension NumberTable {
  /// A tensor with what its roles say of it, and the names of its classes.
  init(_ label: String, _ tensor: Tensor, roles: TensorRoles = [], classes: [String] = []) {
    self.init(
      label, extents: tensor.shape.extents, values: tensor.doubles,
      meaning: roles.contains(.confusion) ? .confusion : roles.contains(.perEpoch) ? .epochs : nil,
      classes: classes)
  }
}
