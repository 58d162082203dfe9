import Engine
import Testing

@Suite struct ReductionTests {
  private let table = tensor([1, 2, 3, 4, 5, 6], [2, 3])

  @Test func `sums run over any axes`() throws {
    #expect(try value(Sum(), table) == [21])
    #expect(try value(Sum(axes: [0]), table) == [5, 7, 9])
    #expect(try value(Sum(axes: [-1]), table) == [6, 15])
    #expect(try Eager.apply(Sum(axes: [1], keepsAxes: true), to: [table]).shape == [2, 1])
    let cube = tensor((0..<24).map(Double.init), [2, 3, 4])
    #expect(try value(Sum(axes: [0, 2]), cube) == [60, 92, 124])
    #expect(try value(Sum(axes: [1]), cube) == [12, 15, 18, 21, 48, 51, 54, 57])
  }

  @Test func `mean, product, maximum and minimum reduce alike`() throws {
    #expect(try value(Mean(axes: [0]), table) == [2.5, 3.5, 4.5])
    #expect(try value(Product(axes: [1]), table) == [6, 120])
    #expect(try value(MaximumOf(), table) == [6])
    #expect(try value(MinimumOf(axes: [1]), table) == [1, 4])
  }

  @Test func `a sum of a hundred thousand float32 tenths keeps its digits`() throws {
    let tenths = Tensor([Float](repeating: 0.1, count: 100_000), [100_000])
    let exact = Double(Float(0.1)) * 100_000
    #expect(try value(Sum(), tenths) == [Double(Float(exact))])
  }

  @Test func `arguments of the extremes are the first ones`() throws {
    let tied = tensor([3, 1, 3, 0, 5, 0], [2, 3])
    #expect(try value(ArgMax(axis: 1), tied) == [0, 1])
    #expect(try value(ArgMin(axis: 1), tied) == [1, 0])
    #expect(try value(ArgMax(axis: 0), tied) == [0, 1, 0])
    #expect(try Eager.apply(ArgMax(axis: 1), to: [tied]).dtype == .int32)
  }

  @Test func `softmax of 1, 2, 3`() throws {
    // e^k / (e + e² + e³), to eight places.
    let expected = [0.09003057, 0.24472847, 0.66524096]
    for (got, want) in zip(try value(Softmax(), tensor([1, 2, 3])), expected) {
      #expect(abs(got - want) < 1e-8)
    }
    for (got, want) in zip(
      try value(LogSoftmax(), tensor([1, 2, 3])), [-2.40760596, -1.40760596, -0.40760596])
    {
      #expect(abs(got - want) < 1e-8)
    }
    #expect(abs(try value(LogSumExp(), tensor([1, 2, 3]))[0] - 3.40760596) < 1e-8)
  }

  @Test func `softmax survives numbers whose exponential overflows`() throws {
    #expect(try value(Softmax(), tensor([1000, 1000])) == [0.5, 0.5])
    #expect(try value(LogSumExp(), tensor([-.infinity, -.infinity])) == [-.infinity])
  }

  @Test func `the log of a sum of exponentials is infinite where an element is`() throws {
    for dtype in DType.floats {
      #expect(try value(LogSumExp(), tensor([1, .infinity, 2], dtype)) == [.infinity])
    }
    #expect(try value(LogSumExp(), tensor([.infinity, .nan]))[0].isNaN)
  }

  @Test func `softmax along the first axis reads columns`() throws {
    let columns = try value(Softmax(axis: 0), tensor([0, 0, 0, 0], [2, 2]))
    #expect(columns == [0.5, 0.5, 0.5, 0.5])
  }

  @Test func `axes are checked`() {
    #expect(throws: ShapeError.self) { try value(Sum(axes: [2]), table) }
    #expect(throws: ShapeError.self) { try value(Sum(axes: [0, 0]), table) }
    #expect(throws: ShapeError.self) { try value(MaximumOf(), tensor([], [0])) }
    #expect(throws: ShapeError.self) { try value(Mean(), ints([1])) }
  }
}
