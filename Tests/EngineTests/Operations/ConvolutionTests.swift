import Engine
import Testing

@Suite struct ConvolutionTests {
  /// Measured on [1 … 6] with a window of 3 and stride 2: Keras 6 12 11, PyTorch's padding=1 3 9 15.
  @Test func `same padding has its odd element at the end`() throws {
    let x = tensor([1, 2, 3, 4, 5, 6], [1, 1, 6, 1])
    let ones = tensor([1, 1, 1], [1, 3, 1, 1])
    let keras = Convolution(columns: .same(input: 6, taps: 3, stride: 2))
    #expect(try value(keras, x, ones) == [6, 12, 11])
    let pytorch = Convolution(columns: WindowAxis(stride: 2, before: 1, after: 1))
    #expect(try value(pytorch, x, ones) == [3, 9, 15])
  }

  @Test func `a transposed convolution spreads each element`() throws {
    let x = tensor([1, 2], [1, 1, 2, 1])
    let kernel = tensor([1, 10, 100], [1, 3, 1, 1])
    // Positions 0 … 4 hold 1, 10, 100 + 2, 20, 200; taps meet turned round.
    let spread = Convolution(columns: WindowAxis(inputDilation: 2, before: 2, after: 2))
    let flipped = try Eager.apply(FlippedKernel(), to: [kernel])
    #expect(try value(spread, x, flipped) == [1, 10, 102, 20, 200])
  }

  @Test func `a depthwise convolution keeps channels apart`() throws {
    let x = tensor([1, 2, 3, 4, 5, 6], [1, 1, 3, 2])
    let kernel = tensor([1, 10, 1, 100], [1, 2, 1, 2])
    #expect(try value(Convolution(groups: 2), x, kernel) == [4, 420, 8, 640])
  }

  /// A plain definition, position by position, against the kernels' runs of positions.
  @Test(arguments: 0..<60)
  func `it agrees with its definition for random windows`(seed: Int) throws {
    let stream = RandomStream(seed: UInt64(seed), purpose: .data, name: "w", occurrence: 0)
    func draw(_ position: UInt64, _ low: Int, _ high: Int) -> Int {
      low + stream.index(below: high - low + 1, at: position)
    }
    func axis(_ at: UInt64) -> WindowAxis {
      let gap = draw(at, 0, 3)
      return WindowAxis(
        stride: gap == 0 ? draw(at + 1, 1, 4) : 1, dilation: draw(at + 2, 1, 3),
        inputDilation: max(gap, 1), before: draw(at + 3, -2, 7), after: draw(at + 4, -2, 7))
    }
    let groups = draw(1, 1, 3)
    let x = stream.normalTensor(
      [draw(2, 1, 14), draw(3, 1, 16), draw(4, 1, 16), groups * draw(5, 1, 3)], .float64, step: 1)
    let kernel = stream.normalTensor(
      [draw(6, 1, 4), draw(7, 1, 4), x.shape[3] / groups, groups * draw(8, 1, 20)], .float64,
      step: 2)
    let operation = Convolution(rows: axis(10), columns: axis(20), groups: groups)
    guard let y = try? Eager.apply(operation, to: [x, kernel]) else { return }
    let expected = definition(operation, x, kernel, y.shape)
    #expect(zip(y.doubles, expected).allSatisfy { abs($0 - $1) < 1e-12 }, "\(operation)")
  }

  @Test func `a window that does not fit is refused`() throws {
    let x = tensor([1, 2], [1, 1, 2, 1])
    for operation in [
      Convolution(), Convolution(columns: WindowAxis(stride: 0, after: 5)),
      Convolution(columns: WindowAxis(stride: 2, inputDilation: 2, after: 5)),
      Convolution(columns: WindowAxis(after: .max)), Convolution(groups: 2),
    ] {
      #expect(throws: ShapeError.self) {
        try value(operation, x, tensor([1, 2, 3], [1, 3, 1, 1]))
      }
    }
  }
}

@Suite struct PoolingTests {
  private let x = tensor([1, 5, 5, 2, 3, 4, 0, 9, 8], [1, 3, 3, 1])
  private let same = PoolWindow(
    size: [2, 2], rows: .same(input: 3, taps: 2, stride: 2),
    columns: .same(input: 3, taps: 2, stride: 2))

  @Test func `padding takes no part in a maximum or a mean`() throws {
    #expect(try value(MaxPool(same), x) == [5, 5, 9, 8])
    #expect(try value(AveragePool(same), x) == [2.75, 4.5, 4.5, 8])
  }

  @Test func `the first of equal maxima takes the gradient`() throws {
    let variable = Variable("x", x)
    let graph = Graph()
    let whole = PoolWindow(size: [1, 3], rows: WindowAxis(), columns: WindowAxis())
    let y = try graph.apply(MaxPool(whole), to: graph.variable(variable))
    let gradient = try graph.gradients(
      of: graph.apply(Sum(), to: y), for: [graph.variable(variable)])[0]
    let executor = Executor(Plan(graph, outputs: [gradient]))
    executor.run()
    #expect(executor.value(of: gradient).doubles == [0, 1, 0, 0, 0, 1, 0, 1, 0])
  }

  @Test func `a window of padding alone is refused`() {
    let outside = PoolWindow(size: [1, 1], rows: WindowAxis(before: 1), columns: WindowAxis())
    #expect(throws: ShapeError.self) { try value(MaxPool(outside), x) }
  }
}

private func definition(
  _ operation: Convolution, _ x: Tensor, _ kernel: Tensor, _ shape: Shape
) -> [Double] {
  let (a, b, xs, ks) = (x.doubles, kernel.doubles, x.shape, kernel.shape)
  /// The input position, or `nil` in a gap or outside.
  func source(_ axis: WindowAxis, _ position: Int, _ tap: Int, _ extent: Int) -> Int? {
    let at = position * axis.stride + tap * axis.dilation - axis.before
    guard at >= 0, at % axis.inputDilation == 0, at / axis.inputDilation < extent else {
      return nil
    }
    return at / axis.inputDilation
  }
  var y = [Double](repeating: 0, count: shape.count)
  let perGroup = ks[3] / operation.groups
  for index in y.indices {
    let (o, rest) = (index % shape[3], index / shape[3])
    let (j, i, n) = (rest % shape[2], rest / shape[2] % shape[1], rest / shape[2] / shape[1])
    for k in 0..<ks[0] {
      for l in 0..<ks[1] {
        guard let h = source(operation.rows, i, k, xs[1]),
          let w = source(operation.columns, j, l, xs[2])
        else { continue }
        for c in 0..<ks[2] {
          let channel = o / perGroup * ks[2] + c
          y[index] +=
            a[((n * xs[1] + h) * xs[2] + w) * xs[3] + channel]
            * b[((k * ks[1] + l) * ks[2] + c) * ks[3] + o]
        }
      }
    }
  }
  return y
}
