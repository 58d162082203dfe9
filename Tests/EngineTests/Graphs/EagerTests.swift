import Engine
import Testing

@Suite struct EagerTests {
  @Test func `a result beyond memory is refused before memory is asked for`() {
    let row = tensor([1], [1])
    #expect(throws: ShapeError.self) {
      try Eager.apply(BroadcastTo([1 << 40, 1 << 40]), to: [row])
    }
    #expect(throws: ShapeError.self) {
      try Eager.apply(Pad(axis: 0, before: 1 << 50, after: 0), to: [row])
    }
  }

  @Test func `a plan beyond memory says so and has nothing to run`() throws {
    let graph = Graph()
    let x = graph.input(TensorType([1, 1], .float32))
    let wide = try graph.apply(BroadcastTo([1 << 31, 1 << 31]), to: x)
    let sum = try graph.apply(Sum(), to: graph.apply(MatrixProduct(), to: wide, wide))
    let plan = Plan(graph, outputs: [sum])
    #expect(plan.arenaByteCount == Int.max)
    #expect(plan.multiplyAccumulates == 0)
  }

  @Test func `a reshaped tensor shares its numbers`() throws {
    #expect(try value(Reshape([2, 2]), tensor([1, 2, 3, 4])) == [1, 2, 3, 4])
    #expect(try value(Identity(), ints([5])) == [5])
  }

  @Test func `an empty operand gives an empty result`() throws {
    #expect(try value(Add(), tensor([], [0, 3]), tensor([1, 2, 3])) == [])
    #expect(try value(Softmax(), tensor([], [0, 3])) == [])
    #expect(try value(MatrixProduct(), tensor([], [2, 0]), tensor([], [0, 2])) == [0, 0, 0, 0])
    #expect(try value(Concatenate(axis: 0), tensor([], [0, 1]), tensor([7], [1, 1])) == [7])
  }
}
