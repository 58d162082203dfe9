import Engine
import Formats
import Learning
import Support

/// The quantized weights of a model's file: whole numbers under the weight's path, scales beside them.
///
/// Eight bits are I8 of the weight's shape; four are U8 [⌈inputs / 2⌉ × outputs], two neighbouring inputs in a byte, the
/// first in the low half, each in two's complement. A note says width and the input's range: `8 scale zero`, the
/// scale by its bits, or `8` alone.
struct StoredQuantization {
  /// By path; empty for a model of floats.
  private(set) var weights: [String: QuantizedWeight] = [:]

  static func scales(of path: String) -> String { "\(path).scale" }

  static func entries(_ path: String, _ weight: QuantizedWeight) -> [Safetensors.Entry] {
    let (kernel, numbers) = (weight.kernel, weight.kernel.numbers)
    let scales = SavedModel.entry(scales(of: path), kernel.scales)
    guard kernel.width == .four else {
      return [
        Safetensors.Entry(
          name: path, .int8, shape: weight.shape.extents,
          bytes: numbers.map { UInt8(bitPattern: $0) }), scales,
      ]
    }
    let rows = (kernel.inputs + 1) / 2
    var bytes = [UInt8](repeating: 0, count: rows * kernel.outputs)
    for (index, number) in numbers.enumerated() {
      let (row, column) = (index / kernel.outputs, index % kernel.outputs)
      bytes[row / 2 * kernel.outputs + column] |=
        (UInt8(bitPattern: number) & 15) << UInt8(row % 2 * 4)
    }
    return [
      Safetensors.Entry(name: path, .uint8, shape: [rows, kernel.outputs], bytes: bytes), scales,
    ]
  }

  /// Widths and ranges by path.
  static func note(_ model: Model) -> String {
    let quantized = model.allQuantized
    return JSON.object(
      model.parameters.compactMap { path, variable in
        guard let weight = quantized[ObjectIdentifier(variable)] else { return nil }
        let range = weight.range.map { " \($0.scale.bitPattern) \($0.zero)" } ?? ""
        let shape = weight.shape.extents.map(String.init).joined(separator: "x")
        return JSON.Member(path, .text("\(weight.kernel.width.rawValue) \(shape)\(range)"))
      }
    ).description
  }

  /// What a file tells; `nil` where it contradicts itself.
  init?(_ file: Safetensors) {
    guard let note = file.note(SavedModel.quantizedKey) else { return }
    guard case .object(let members)? = try? JSON.read(Array(note.utf8)) else { return nil }
    for member in members {
      guard case .text(let text) = member.value,
        let weight = Self.weight(member.name, text.split(separator: " "), file)
      else { return nil }
      weights[member.name] = weight
    }
  }

  private static func weight(
    _ path: String, _ words: [Substring], _ file: Safetensors
  ) -> QuantizedWeight? {
    guard words.count == 2 || words.count == 4, let bits = Int(words[0]),
      let width = QuantizedKernel.Width(rawValue: bits),
      let entry = file.entry(path), let scales = file.entry(scales(of: path)),
      scales.elementType == .float32, let scaleTensor = SavedModel.tensor(scales)
    else { return nil }
    let extents = words[1].split(separator: "x").compactMap { Int($0) }
    guard extents.count == words[1].split(separator: "x").count,
      extents.allSatisfy({ (1...1 << 30).contains($0) }), let outputs = extents.last
    else { return nil }
    let shape = Shape(extents)
    guard shape.count < 1 << 40 else { return nil }
    let inputs = shape.count / outputs
    let groups = (inputs + QuantizedKernel.groupLength - 1) / QuantizedKernel.groupLength
    guard scaleTensor.shape == (width == .eight ? [outputs] : [groups, outputs]),
      scaleTensor.doubles.allSatisfy({ $0.isFinite && $0 >= 0 }),
      let numbers = numbers(entry, width, inputs: inputs, outputs: outputs)
    else { return nil }
    var range: ByteRange?
    if words.count == 4 {
      guard let scale = UInt32(words[2]), let zero = UInt8(words[3]),
        let known = ByteRange(scale: Float(bitPattern: scale), zero: zero)
      else { return nil }
      range = known
    }
    return QuantizedWeight(
      QuantizedKernel(numbers, inputs: inputs, outputs: outputs, scales: scaleTensor, width),
      shape: shape, range: range)
  }

  private static func numbers(
    _ entry: Safetensors.Entry, _ width: QuantizedKernel.Width, inputs: Int, outputs: Int
  ) -> [Int8]? {
    guard width == .four else {
      guard entry.elementType == .int8, entry.bytes.count == inputs * outputs,
        inputs <= QuantizedKernel.mostInputs
      else { return nil }
      return entry.bytes.map { Int8(bitPattern: $0) }
    }
    guard entry.elementType == .uint8, entry.bytes.count == (inputs + 1) / 2 * outputs else {
      return nil
    }
    return (0..<inputs * outputs).map { index in
      let (row, column) = (index / outputs, index % outputs)
      let half = entry.bytes[row / 2 * outputs + column] >> UInt8(row % 2 * 4)
      return Int8(bitPattern: half << 4) >> 4
    }
  }
}
