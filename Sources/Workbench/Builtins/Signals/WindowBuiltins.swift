import Catalog
import Engine
import Support

/// Pictures cut into the windows that a convolution looks at.
enum WindowBuiltins {
  static let all: [Builtin] = [unfold]

  private static let sizes = Parameter<[Int]>.wholes(
    "kernel_size", "Rows and columns of a window, or one number for both.")
  private static let dilation = pair("dilation", "From one row of a window to its next.", 1)
  private static let padding = pair("padding", "Zeros around the picture.", 0)
  private static let stride = pair("stride", "From one window to the next.", 1)

  private static func pair(_ name: String, _ summary: String, _ number: Double) -> Parameter<[Int]>
  {
    .wholes(name, summary, shown: .number(number))
  }

  private static let unfold = Builtin(
    Described.function(
      "unfold", "the windows of pictures as columns, as a convolution sees them",
      "shape(unfold(zeros([1, 3, 8, 8]), 3))",
      [
        Described.x.description, sizes.description, dilation.description, padding.description,
        stride.description,
      ],
      details: """
        Keras's and PyTorch's form, channels in front: [n, channels, rows, columns] to
        [n, channels · rows · columns of a window, windows]. Pictures of this language have their channels last:
        `move_axis(x, -1, 1)`.
        """)
  ) { call in
    let x = try call[Described.x]
    guard x.shape.rank == 4 else {
      throw call.wrongType(Described.x, "pictures [n, channels, rows, columns]")
    }
    let size = try two(call, sizes, nil, least: 1)
    let gaps = try two(call, dilation, 1, least: 1)
    let edge = try two(call, padding, 0, least: 0)
    let steps = try two(call, stride, 1, least: 1)
    var padded = x
    var places: [(positions: [Int32], windows: Int)] = []
    var extents: [Int] = []
    for side in 0..<2 {
      let window = WindowAxis(
        stride: steps[side], dilation: gaps[side], before: edge[side], after: edge[side])
      guard let count = window.output(input: x.shape[2 + side], taps: size[side]) else {
        throw call.outOfRange(sizes, "a window that fits into the picture")
      }
      extents += [size[side], count]
      places.append(([], count))
    }
    try call.requireBytes(
      ByteEstimate.product(
        x.shape[0], x.shape[1], Shape(extents).count, 2 * x.dtype.byteCount))
    for side in 0..<2 {
      if edge[side] > 0 {
        padded = try Numerics.applyAsIs(
          Pad(axis: 2 + side, before: edge[side], after: edge[side]), [padded], isWeak: x.isWeak)
      }
      let windows = places[side].windows
      places[side].positions = try Interrupt.map(size[side] * windows) { index in
        Int32(clamping: index / windows * gaps[side] + index % windows * steps[side])
      }
    }
    // [n, channels, rows of a window, windows down, columns of a window, windows across].
    let columns = try Rearranging.taken(
      padded, axis: 3, places[1].positions, [size[1], places[1].windows])
    let all = try Rearranging.taken(
      columns, axis: 2, places[0].positions, [size[0], places[0].windows])
    let ordered = try Rearranging.transposed(all, [0, 1, 2, 4, 3, 5])
    return .tensor(
      try Rearranging.reshaped(
        ordered,
        [x.shape[0], x.shape[1] * size[0] * size[1], places[0].windows * places[1].windows]))
  }

  private static func two(
    _ call: BuiltinCall, _ parameter: Parameter<[Int]>, _ fallback: Int?, least: Int
  ) throws -> [Int] {
    let written = try fallback == nil ? call[parameter] : call.optional(parameter)
    let numbers = written ?? [fallback ?? least]
    guard numbers.count == 1 || numbers.count == 2 else {
      throw call.outOfRange(parameter, "one number or two")
    }
    guard numbers.allSatisfy({ $0 >= least && $0 <= 1 << 30 }) else {
      throw call.outOfRange(parameter, "\(least) or more")
    }
    return numbers.count == 1 ? [numbers[0], numbers[0]] : numbers
  }
}
