@testable import Engine
import Testing

/// Variables share their memory with whoever keeps their value, and change alone.
@Suite("The memory of variables")
struct VariableMemoryTests {
  private func isShared(_ variable: Variable, _ value: Tensor) -> Bool {
    variable.memory === value.memory
  }

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
}
