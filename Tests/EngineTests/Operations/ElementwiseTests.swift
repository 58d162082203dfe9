import Engine
import Testing

@Suite struct ElementwiseTests {
  @Test func `adding broadcasts a row over a matrix`() throws {
    let sum = try value(Add(), tensor([1, 2, 3, 4], [2, 2]), tensor([10, 20], [2]))
    #expect(sum == [11, 22, 13, 24])
  }

  @Test func `adding a column and a row makes a table`() throws {
    let sum = try value(Add(), tensor([1, 2], [2, 1]), tensor([10, 20, 30], [3]))
    #expect(sum == [11, 21, 31, 12, 22, 32])
  }

  @Test(arguments: DType.floats) func `arithmetic gives the values of paper`(dtype: DType) throws {
    let (a, b) = (tensor([7, -7, 2, 0], dtype), tensor([2, 2, -4, 5], dtype))
    #expect(try value(Subtract(), a, b) == [5, -9, 6, -5])
    #expect(try value(Multiply(), a, b) == [14, -14, -8, 0])
    #expect(try value(Divide(), a, b) == [3.5, -3.5, -0.5, 0])
    #expect(try value(Modulo(), a, b) == [1, 1, -2, 0])
    #expect(try value(Maximum(), a, b) == [7, 2, 2, 5])
    #expect(try value(Minimum(), a, b) == [2, -7, -4, 0])
    #expect(try value(Negate(), a) == [-7, 7, -2, 0])
    #expect(try value(Absolute(), a) == [7, 7, 2, 0])
    #expect(try value(Sign(), a) == [1, -1, 1, 0])
    #expect(try value(Clip(low: -1, high: 3), a) == [3, -1, 2, 0])
    #expect(try value(Relu(), a) == [7, 0, 2, 0])
  }

  @Test func `powers of whole numbers are exact`() throws {
    let powers = try value(Power(), tensor([3, 2, -2, 0, 10, 2]), tensor([5, 10, 3, 0, -2, -1]))
    #expect(powers == [243, 1024, -8, 1, 0.01, 0.5])
  }

  @Test func `halves round to the even neighbour`() throws {
    #expect(try value(Round(), tensor([0.5, 1.5, 2.5, -0.5, 2.6])) == [0, 2, 2, 0, 3])
    #expect(try value(Floor(), tensor([0.5, -0.5, 2])) == [0, -1, 2])
  }

  @Test func `ints wrap around and compare`() throws {
    let (a, c) = (ints([Int32.max, -7, 3]), ints([1, 3, 3]))
    #expect(try value(Add(), a, c) == [-2_147_483_648, -4, 6])
    #expect(try value(Modulo(), a, c) == [0, 2, 0])
    #expect(try value(Comparison(.equal), a, c) == [0, 0, 1])
  }

  @Test func `comparisons with NaN do not hold`() throws {
    let (a, b) = (tensor([1, 2, .nan]), tensor([2, 2, 1]))
    #expect(try value(Comparison(.less), a, b) == [1, 0, 0])
    #expect(try value(Comparison(.lessOrEqual), a, b) == [1, 1, 0])
    #expect(try value(Comparison(.greater), a, b) == [0, 0, 0])
    #expect(try value(Comparison(.greaterOrEqual), a, b) == [0, 1, 0])
    #expect(try value(Comparison(.equal), a, b) == [0, 1, 0])
    #expect(try value(Comparison(.notEqual), a, b) == [1, 0, 1])
  }

  @Test func `logic takes every number but 0 for true`() throws {
    let (a, b) = (tensor([0, 2, -1]), tensor([3, 0, 1]))
    #expect(try value(Logical(.and), a, b) == [0, 0, 1])
    #expect(try value(Logical(.or), a, b) == [1, 1, 1])
    #expect(try value(Logical(.not), a) == [1, 0, 0])
  }

  @Test func `where chooses with a broadcast condition`() throws {
    let chosen = try value(
      Where(), tensor([1, 0]), tensor([1, 2, 3, 4], [2, 2]), tensor([-1], []))
    #expect(chosen == [1, -1, 3, -1])
  }

  @Test func `casting to int cuts towards zero and saturates`() throws {
    let ints = try value(Cast(.int32), tensor([2.9, -2.9, 1e12, .nan]))
    #expect(ints == [2, -2, 2_147_483_647, 0])
  }

  @Test func `a NaN stays a NaN through relu, clip and maximum`() throws {
    #expect(try value(Relu(), tensor([.nan]))[0].isNaN)
    #expect(try value(Clip(low: 0, high: 1), tensor([.nan]))[0].isNaN)
    #expect(try value(Maximum(), tensor([.nan, 1]), tensor([1, .nan])).allSatisfy(\.isNaN))
  }

  @Test func `operands that do not fit are refused with both shapes`() {
    #expect(
      throws: ShapeError(
        operation: "+", kind: .sum, expected: "equal extents, or 1", found: [[2], [3]])
    ) {
      try Eager.apply(Add(), to: [tensor([1, 2]), tensor([1, 2, 3])])
    }
    #expect(throws: ShapeError.self) {
      try Eager.apply(Add(), to: [tensor([1]), tensor([1], .float32)])
    }
    #expect(throws: ShapeError.self) {
      try Eager.apply(Exponential(), to: [Tensor([Int32(1)], [1])])
    }
  }
}
