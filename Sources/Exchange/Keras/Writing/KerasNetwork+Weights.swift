import Catalog
import Engine
import Formats
import Learning
import Support

/// The weights of layers, and tables of positions as layers of Keras.
extension KerasNetwork {
  /// Keras adds no positions of its own: (x − mean) / √variance with the table's negative as mean and 1 as variance is x
  /// with the table added.
  mutating func positions(
    _ label: String, _ word: String, _ call: BoundArguments, _ input: KerasTensor
  ) throws(KerasError) -> KerasTensor {
    guard input.shape.count == 2 else { throw .word(word, layer: label) }
    let (time, features) = (input.shape[0], input.shape[1])
    let table: [Double]
    if word == "sinusoidal_positions" {
      table = Sinusoids.table(
        time: time, features: features, wavelength: call.number("max_wavelength") ?? 10000)
    } else {
      table = Array((variables["\(label).embeddings"]?.value.doubles ?? []).prefix(time * features))
      remarks.append("no training in Keras changes \(label)")
    }
    guard table.count == time * features else { throw .word(word, layer: label) }
    let layer = KerasLayer("Normalization", [.init("axis", .list([.int(1), .int(2)]))])
    var weights = KerasArrays()
    let arrays = [
      ("mean", array(table.map { 0 - $0 }, input.shape)),
      ("variance", array(table.map { _ in 1 }, input.shape)), ("count", array([1], [])),
    ]
    for (index, (name, array)) in arrays.enumerated() {
      weights.stored.append((["vars", "\(index)"], array, nil))
      weights.listed.append(("\(label)/\(name)", array, false))
    }
    return add(
      KerasEntry(
        name: label, className: "Normalization", module: "keras.layers",
        config: KerasJSON.config(of: layer, name: label, dtype: dtype),
        calls: [.init(inputs: [input], isList: false)], weights: weights),
      shape: input.shape)
  }

  func array(_ numbers: [Double], _ shape: [Int]) -> NumPyArray {
    dtype == .float64
      ? NumPyArray(numbers, shape: shape) : NumPyArray(numbers.map { Float($0) }, shape: shape)
  }

  /// The weights of a layer, `path` below its group: `label.kernel` or `label.forward.lstm.kernel` here.
  func weights(
    of layer: KerasLayer, _ label: String, _ path: [String], alpha: Double?
  ) -> KerasArrays {
    guard let row = KerasLayers.row(of: layer.className) else { return KerasArrays() }
    var arrays = KerasArrays()
    var counts: [String: Int] = [:]
    for weight in row.weights(of: layer) {
      guard let tensor = value(label, weight.name, alpha) else { continue }
      let index = counts[weight.owner, default: 0]
      counts[weight.owner] = index + 1
      let owner = weight.owner.isEmpty ? [] : [weight.owner]
      let array = array(tensor.doubles, tensor.shape.extents)
      let isChanged = lowRank(label, weight.name) != nil
      arrays.stored.append(
        (
          path + owner + ["vars", "\(index)"], array,
          isChanged ? nil : variables["\(label).\(weight.name)"]
        ))
      let name = "\(label).\(weight.name)".replacing(".", with: "/")
      arrays.listed.append((name, array, weight.isTrainable))
    }
    return arrays
  }

  /// The two factors of the change of low rank of a weight; `nil` where it has none.
  private func lowRank(_ label: String, _ name: String) -> (first: Tensor, second: Tensor)? {
    let parts = name.split(separator: ".")
    let changed =
      "\(label)." + parts.dropLast().map { "\($0)." }.joined() + "lora_\(parts.last ?? "")"
    guard let first = variables[changed + "_a"]?.value,
      let second = variables[changed + "_b"]?.value
    else { return nil }
    return (first, second)
  }

  /// A weight with its change of low rank in it.
  func value(_ label: String, _ name: String, _ alpha: Double?) -> Tensor? {
    guard let variable = variables["\(label).\(name)"] else { return nil }
    guard let (first, second) = lowRank(label, name) else { return variable.value }
    let (rank, outputs) = (second.shape[0], second.shape[1])
    let factor = (alpha ?? Double(rank)) / Double(rank)
    let (a, b) = (first.doubles, second.doubles)
    var sum = variable.value.doubles
    for row in 0..<(a.count / max(rank, 1)) {
      for column in 0..<outputs {
        let change = (0..<rank).reduce(0.0) { $0 + a[row * rank + $1] * b[$1 * outputs + column] }
        sum[row * outputs + column] += factor * change
      }
    }
    return Tensor(sum, variable.type.shape, .float64)
  }
}
