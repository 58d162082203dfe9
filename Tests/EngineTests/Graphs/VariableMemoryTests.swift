import Support
import Testing

@testable import Engine

/// Variables share their memory with whoever keeps their value, and change alone.
@Suite("The memory of variables")
struct VariableMemoryTests {
  private func isShared(_ variable: Variable, _ value: Tensor) -> Bool {
    variable.memory === value.memory
  }

  private func isOne(_ first: AnyObject, _ second: AnyObject?) -> Bool { first === second }

  @Test func `a value is shared until it changes, and stays as it was`() {
    let first = Tensor([1.0, 2, 3], [3])
    let variable = Variable("w", first)
    #expect(isShared(variable, first) && isShared(variable, variable.value))
    variable[1] = 9
    #expect(first.doubles == [1, 2, 3] && variable.value.doubles == [1, 9, 3])
    let second = variable.value
    variable.set(first)
    #expect(second.doubles == [1, 9, 3] && isShared(variable, first))
  }

  @Test func `a step writes to memory of its own, at one address`() throws {
    let before = Tensor([1.0, 2, 3], [3])
    let variable = Variable("w", before)
    let graph = Graph()
    let node = graph.variable(variable)
    let update = try graph.apply(Assign(), to: node, graph.apply(Add(), to: node, node))
    do {
      let executor = Executor(Plan(graph, outputs: [update]))
      executor.run()
      let between = variable.value
      executor.run()
      #expect(between.doubles == [2, 4, 6] && variable.value.doubles == [4, 8, 12])
      // It is told in place while somebody writes.
      variable.set(before)
      executor.run()
      #expect(variable.value.doubles == [2, 4, 6])
    }
    #expect(before.doubles == [1, 2, 3])
    #expect(isShared(variable, variable.value))
  }

  @Test func `who reads a variable sees what it is told, wherever it lies by then`() throws {
    let variable = Variable("w", Tensor([1.0, 2], [2]))
    let graph = Graph()
    let sum = try graph.apply(Add(), to: graph.variable(variable), graph.variable(variable))
    let executor = Executor(Plan(graph, outputs: [sum]))
    executor.run()
    #expect(executor.doubles(of: sum) == [2, 4])
    for number in 1...3 {
      variable.set(Tensor([Double(number), 5], [2]))
      executor.run()
      #expect(executor.doubles(of: sum) == [Double(2 * number), 10])
    }
    variable[0] = 7
    executor.run()
    #expect(executor.doubles(of: sum) == [14, 10])
  }

  @Test func `a first value is made once, when somebody asks, for all that share it`() {
    let made = Counted()
    let variable = Variable("w", TensorType([2], .float64)) {
      made.count += 1
      return Tensor([1.0, 2], [2])
    }
    let before = variable.state
    let other = Variable("w", before)
    #expect(before.byteCount == 0)
    #expect(isOne(variable.memory, other.memory))
    #expect(made.count == 0)
    #expect(other.value.doubles == [1, 2] && variable.value.doubles == [1, 2])
    #expect(made.count == 1 && before.byteCount == 16)
    #expect(isOne(variable.memory, before.memory) && isShared(variable, other.value))
    variable[0] = 9
    #expect(variable.value.doubles == [9, 2] && other.value.doubles == [1, 2])
    #expect(before.value.doubles == [1, 2])
    variable.set(before)
    #expect(variable.value.doubles == [1, 2] && made.count == 1)
  }

  @Test func `a first value that is replaced unseen is never made, and comes back`() {
    let made = Counted()
    let variable = Variable("w", TensorType([2], .float64)) {
      made.count += 1
      return Tensor([1.0, 2], [2])
    }
    let before = variable.state
    variable.set(Tensor([5.0, 6], [2]))
    #expect(variable.value.doubles == [5, 6] && made.count == 0)
    variable.set(before)
    #expect(variable.value.doubles == [1, 2] && made.count == 1)
  }

  @Test func `what a user asked for counts before it is made, once`() {
    let budget = MemoryBudget(limit: 1 << 20)
    budget.inForce {
      var variable: Variable? = Variable(
        "w", TensorType([512], .float64), reserving: true
      ) { Tensor(repeating: 1, [512], .float64) }
      #expect(budget.takenByBlocks == 4096)
      _ = variable?.value
      #expect((4096...4096 + 128).contains(budget.takenByBlocks))
      variable = nil
      #expect(budget.takenByBlocks == 0)
      variable = Variable("w", TensorType([512], .float64), reserving: true) {
        Tensor(repeating: 1, [512], .float64)
      }
      variable?.set(Tensor(repeating: 2, [512], .float64))
      #expect((4096...4096 + 128).contains(budget.takenByBlocks))
      variable = nil
      #expect(budget.takenByBlocks == 0)
    }
  }

  private final class Counted { var count = 0 }
}
