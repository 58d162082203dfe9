import Engine
import Synchronization
import Testing

@Suite struct ThreadTests {
  @Test func `a worker runs its closure once and can be waited for`() throws {
    let box = Box()
    let worker = try #require(Worker(name: "test") { box.count.withLock { $0 += 1 } })
    worker.join()
    #expect(box.count.withLock { $0 } == 1)
  }

  @Test func `many short runs on a team give the same sum each time`() throws {
    let graph = Graph()
    let stream = RandomStream(seed: 2, purpose: .data, name: "team", occurrence: 0)
    let x = graph.constant(stream.normalTensor([64, 1024], .float32))
    let waves = try graph.apply(Sine(), to: graph.apply(Exponential(), to: x))
    let sum = try graph.apply(Sum(axes: [1]), to: waves)
    let plan = Plan(graph, outputs: [sum])
    let alone = Executor(plan)
    alone.run()
    let expected = alone.value(of: sum).doubles
    let team = Executor(plan, threads: 3)
    for _ in 0..<300 {
      team.run()
      #expect(team.value(of: sum).doubles == expected)
    }
  }

  @Test func `teams come and go`() {
    for threads in 1...40 { _ = ThreadTeam(threads: threads % 5) }
  }
}

private final class Box: Sendable {
  let count = Mutex(0)
}
