import Catalog
import Engine

/// What happens at the ends of an axis that a window moves along.
enum WindowPadding: String, Sendable {
  /// The window stays inside.
  case valid
  /// Zeros at both ends, the odd one last, so that the output has ⌈input / stride⌉ positions.
  case same
  /// Zeros in front: no output sees a later input.
  case causal
}

/// The arguments that say how a window moves along one axis or two.
struct WindowKeys: Sendable {
  let axes: Int
  let size: Parameter<[Int]>
  let strides: Parameter<[Int]>
  let padding: Parameter<WindowPadding>
  let dilation: Parameter<[Int]>

  static func convolution(axes: Int, paddings: [WindowPadding] = [.valid, .same]) -> WindowKeys {
    WindowKeys(
      axes: axes, size: .sizes("kernel_size", "Extents of the window.", axes: axes),
      strides: .sizes("strides", "Steps of the window.", axes: axes, default: 1),
      padding: .padding(paddings),
      dilation: .sizes("dilation_rate", "Distance between taps.", axes: axes, default: 1))
  }

  /// Windows that touch but do not overlap, unless `strides` says otherwise.
  static func pooling(axes: Int, size: Int?) -> WindowKeys {
    WindowKeys(
      axes: axes, size: .sizes("pool_size", "Extents of the window.", axes: axes, default: size),
      strides: .sizes(
        "strides", "Steps of the window; its extents if left out.", axes: axes, default: 0,
        shown: .nothing),
      padding: .padding([.valid, .same]),
      dilation: .sizes("dilation_rate", "", axes: axes, default: 1))
  }
}

extension Parameter where Output == [Int] {
  /// One whole number for each axis, or one for all.
  static func sizes(
    _ name: String, _ summary: String, axes: Int, default fallback: Int? = nil,
    shown: Default? = nil, least: Int = 1
  ) -> Parameter<[Int]> {
    let each = "from \(least) to 1,000,000"
    var produce: (@Sendable () -> [Int])?
    if let fallback { produce = { [fallback] } }
    return Parameter(
      name, summary, expected: axes == 1 ? "a whole number" : "a whole number or a pair",
      default: produce, shown: shown ?? fallback.map { .number(Double($0)) },
      isWhole: true,
      rule: axes == 1 ? each : "one number or a pair, each \(each)",
      read: { argument in [Int](argument) },
      where: { (numbers: [Int]) -> Bool in
        (numbers.count == 1 || numbers.count == axes)
          && numbers.allSatisfy { $0 >= least && $0 <= 1_000_000 }
      })
  }
}

extension Parameter where Output == WindowPadding {
  static func padding(_ known: [WindowPadding]) -> Parameter<WindowPadding> {
    let words = known.map(\.rawValue)
    return Parameter(
      "padding", "Zeros around the input.", expected: words.joined(separator: " or "),
      default: { .valid }, shown: .word("valid"), words: words,
      read: { argument in
        guard case .word(let word) = argument, words.contains(word) else { return nil }
        return WindowPadding(rawValue: word)
      })
  }
}

/// How a layer's window moves; one number for each axis.
package struct LayerWindow: Sendable {
  let size: [Int]
  let strides: [Int]
  let dilation: [Int]
  let padding: WindowPadding

  init(size: [Int], strides: [Int], dilation: [Int], padding: WindowPadding) {
    self.size = size
    self.strides = strides
    self.dilation = dilation
    self.padding = padding
  }

  init(
    _ arguments: BoundArguments, _ keys: WindowKeys, isDilated: Bool = true
  ) throws(ArgumentError) {
    func perAxis(_ numbers: [Int]) -> [Int] {
      numbers.count == keys.axes ? numbers : [Int](repeating: numbers[0], count: keys.axes)
    }
    size = perAxis(try arguments[keys.size])
    let steps = try arguments[keys.strides]
    strides = steps == [0] ? size : perAxis(steps)
    dilation = isDilated ? perAxis(try arguments[keys.dilation]) : perAxis([1])
    padding = try arguments[keys.padding]
  }

  /// The window along one axis of so many elements.
  func axis(_ index: Int, input: Int) -> WindowAxis {
    let (taps, stride, gap) = (size[index], strides[index], dilation[index])
    return switch padding {
    case .valid: WindowAxis(stride: stride, dilation: gap)
    case .same: .same(input: input, taps: taps, stride: stride, dilation: gap)
    case .causal: WindowAxis(stride: stride, dilation: gap, before: (taps - 1) * gap)
    }
  }
}
