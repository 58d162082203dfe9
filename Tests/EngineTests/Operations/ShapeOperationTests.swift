import Engine
import Testing

@Suite struct ShapeOperationTests {
  private let table = tensor([1, 2, 3, 4, 5, 6], [2, 3])

  @Test func `transposing swaps rows and columns`() throws {
    #expect(try value(Transpose(permutation: [1, 0]), table) == [1, 4, 2, 5, 3, 6])
    let cube = tensor((0..<24).map(Double.init), [2, 3, 4])
    let turned = try Eager.apply(Transpose(permutation: [2, 0, 1]), to: [cube])
    #expect(turned.shape == [4, 2, 3])
    #expect(Array(turned.doubles.prefix(7)) == [0, 4, 8, 12, 16, 20, 1])
  }

  @Test func `slices, pads and concatenations undo each other`() throws {
    #expect(try value(Slice(axis: 1, from: 1, to: 3), table) == [2, 3, 5, 6])
    #expect(try value(Slice(axis: 0, from: 1, to: 2), table) == [4, 5, 6])
    #expect(try value(Pad(axis: 1, before: 1, after: 0), table) == [0, 1, 2, 3, 0, 4, 5, 6])
    let both = try Eager.apply(Concatenate(axis: 1), to: [table, tensor([7, 8], [2, 1])])
    #expect(both.shape == [2, 4] && both.doubles == [1, 2, 3, 7, 4, 5, 6, 8])
  }

  @Test func `broadcasting repeats and summing to a shape adds up`() throws {
    #expect(try value(BroadcastTo([2, 2]), tensor([1, 2], [2, 1])) == [1, 1, 2, 2])
    #expect(try value(SumTo([2, 1]), table) == [6, 15])
    #expect(try value(SumTo([3]), table) == [5, 7, 9])
    #expect(try value(SumTo([]), table) == [21])
  }

  @Test func `cumulative sums run both ways`() throws {
    #expect(try value(CumulativeSum(axis: 1), table) == [1, 3, 6, 4, 9, 15])
    #expect(try value(CumulativeSum(axis: 0, reversed: true), table) == [5, 7, 9, 4, 5, 6])
  }

  @Test func `gathering reads rows and scattering adds them back`() throws {
    #expect(try value(Gather(), table, ints([1, 0, 1])) == [4, 5, 6, 1, 2, 3, 4, 5, 6])
    #expect(
      try value(ScatterAdd(rows: 2), tensor([1, 2, 4], [3, 1]), ints([1, 0, 1])) == [2, 5])
    #expect(try value(Gather(), table, ints([7])).allSatisfy(\.isNaN))
  }

  @Test func `classes are picked and placed`() throws {
    #expect(try value(PickClass(), table, ints([2, 0])) == [3, 4])
    #expect(
      try value(OneHot(depth: 3, dtype: .float32), ints([2, 0, 5])) == [0, 0, 1, 1, 0, 0, 0, 0, 0])
    #expect(try value(PickClass(), table, ints([3, 0]))[0].isNaN)
  }

  @Test func `sorting is stable in its indices and puts NaN last`() throws {
    let mixed = tensor([3, 1, .nan, 1, 2])
    #expect(Array(try value(Sort(), mixed).prefix(4)) == [1, 1, 2, 3])
    #expect(try value(ArgSort(), mixed) == [1, 3, 4, 0, 2])
    #expect(try value(ArgSort(descending: true), tensor([3, 1, 1, 2])) == [0, 3, 1, 2])
    #expect(try value(Sort(axis: 0), tensor([3, 1, 1, 2], [2, 2])) == [1, 1, 3, 2])
    #expect(try value(TopK(count: 2), tensor([3, 9, 4, 9], [1, 4])) == [9, 9])
  }

  @Test func `what does not fit is refused`() {
    #expect(throws: ShapeError.self) { try value(Reshape([4]), table) }
    #expect(throws: ShapeError.self) { try value(Transpose(permutation: [0, 0]), table) }
    #expect(throws: ShapeError.self) { try value(Slice(axis: 1, from: 2, to: 4), table) }
    #expect(throws: ShapeError.self) { try value(BroadcastTo([3, 3]), table) }
    #expect(throws: ShapeError.self) { try value(PickClass(), table, ints([0, 0, 0])) }
    #expect(throws: ShapeError.self) { try value(TopK(count: 4), table) }
  }
}
