import CKernels
import Support

/// Runs a plan. Owns the memory of its values; a run allocates nothing.
///
/// Belongs to one thread at a time. Variables are read and written where they are: those that it
/// writes stay there as long as it exists, the others are looked for again when they have moved.
package final class Executor {
  /// What runs, and where its values lie.
  package let plan: Plan
  private let set: KernelSet
  private let team: ThreadTeam?
  let arena: ArenaMemory
  private(set) var program: Program
  private(set) var inputs: [Block?] = []
  /// The memory of each node that can be read after a run; nil for others, and for variables.
  private var readable: [UnsafeMutableRawPointer?] = []
  /// Variables that the plan writes, and those that it only reads, as they were when it was told where
  /// they are.
  private var written: [Variable] = []
  private var read: [(variable: Variable, generation: Int)] = []
  private(set) var step: UInt64 = 0
  /// Where each line of the plan stands in the program.
  private var starts: [Int] = []
  /// The program's lines before the first update, and the rest.
  private var before = 0..<0
  private var after = 0..<0
  private var sharesBefore = false
  private var sharesAfter = false

  /// `threads` counts the caller's; it never changes a bit of the results.
  package convenience init(_ plan: Plan, threads: Int = 1) {
    self.init(plan, team: threads > 1 ? ThreadTeam(threads: threads) : nil)
  }

  /// A team and an arena can be shared by executors that run one after another. In a shared arena
  /// the values of a run last until another executor runs.
  package init(
    _ plan: Plan, team: ThreadTeam?, kernels set: KernelSet = .best, arena: ArenaMemory? = nil
  ) {
    precondition(plan.arenaByteCount < Int.max, "a plan that some machine can run")
    self.plan = plan
    self.set = set
    self.team = team
    let arena = arena ?? ArenaMemory(byteCount: plan.arenaByteCount)
    precondition(arena.byteCount >= plan.arenaByteCount, "an arena as large as the plan asks for")
    self.arena = arena
    let count = (plan.places.keys.max() ?? -1) + 1
    inputs = Array(repeating: nil, count: count)
    readable = Array(repeating: nil, count: count)
    for (index, source) in plan.sources {
      if case .input = source, let type = plan.types[index] {
        inputs[index] = Block(zeroed: type.byteCount)
      }
    }
    program = Program(capacity: 0)
    let mutated = plan.mutatedSources
    // In order: where memory lies is the same in every process.
    for (index, source) in plan.sources.sorted(by: { $0.key < $1.key }) {
      guard case .variable(let variable) = source else { continue }
      if mutated.contains(index) {
        variable.beginWriting()
        written.append(variable)
      } else {
        read.append((variable, 0))
      }
    }
    for (index, place) in plan.places where !plan.isVariable(place) {
      readable[index] = address(place)
    }
    link()
  }

  deinit {
    for variable in written { variable.endWriting() }
  }

  /// Writes the program for where everything is now.
  private func link() {
    program = Program(capacity: plan.lines.count + plan.guards.count)
    starts = []
    appendLines()
    for index in read.indices { read[index].generation = read[index].variable.generation }
  }

  /// The plan's lines in their order; each guarded value is checked as soon as it is there.
  private func appendLines() {
    let threads = team?.threads ?? 1
    var (waiting, writers): ([Plan.Place: Graph.Node], [Plan.Place: Int]) = ([:], [:])
    for (position, line) in plan.lines[..<plan.firstUpdate].enumerated() {
      writers[line.output] = position
    }
    for node in plan.guards {
      guard let place = plan.places[node.index] else { continue }
      waiting[place] = node
    }
    func check(_ place: Plan.Place) {
      guard let node = waiting.removeValue(forKey: place) else { return }
      program.appendCheck(of: address(place), node.type, set, threads: threads)
    }
    for (position, line) in plan.lines.enumerated() {
      if position == plan.firstUpdate { Array(waiting.keys).forEach(check) }
      starts.append(program.count)
      program.append(
        line.kernel, set, threads: threads, inputs: line.inputs.map(address),
        output: address(line.output), byteCount: line.node.type.byteCount)
      if writers[line.output] == position { check(line.output) }
    }
    Array(waiting.keys).forEach(check)
    starts.append(program.count)
    before = 0..<(plan.firstUpdate < plan.lines.count ? starts[plan.firstUpdate] : program.count)
    after = before.upperBound..<program.count
    sharesBefore = program.isShared(before)
    sharesAfter = program.isShared(after)
  }

  /// Writes an input's numbers.
  package func fill(_ node: Graph.Node, _ body: (UnsafeMutableRawBufferPointer) -> Void) {
    precondition(inputs[node.index] != nil, "only inputs are filled")
    body(UnsafeMutableRawBufferPointer(start: memory(of: node), count: node.type.byteCount))
  }

  /// Copies a tensor into an input; its type must be the input's.
  package func set(_ node: Graph.Node, _ tensor: Tensor) {
    precondition(tensor.type == node.type, "an input keeps its type")
    fill(node) { bytes in tensor.withBytes { bytes.copyPieces(from: $0) } }
  }

  /// Writes a float64 scalar.
  package func set(_ node: Graph.Node, _ number: Double) {
    precondition(node.dtype == .float64 && node.shape.rank == 0, "a float64 scalar")
    fill(node) { $0.storeBytes(of: number, as: Double.self) }
  }

  /// Computes everything once. `step` numbers the run for random nodes.
  ///
  /// False when a guard was not finite; then no variable has changed. Where the thread's interrupt is
  /// raised, what was not computed is left out.
  @discardableResult
  package func run(step: UInt64 = 0) -> Bool {
    self.step = step
    for (variable, generation) in read where variable.generation != generation {
      link()
      break
    }
    program.step = step
    program.calm()
    program.run(before, sharesBefore ? team : nil, arena.scratch)
    guard program.isCalm else { return false }
    if !after.isEmpty { program.run(after, sharesAfter ? team : nil, arena.scratch) }
    if Interrupt.wasRaised { clearSmallOutputs() }
    return true
  }

  /// After an interrupt: what was not computed must not be taken for indices or counts.
  private func clearSmallOutputs() {
    for line in plan.lines where !line.mutates {
      let type = line.node.type
      guard case .arena = line.output, type.dtype == .int32 || type.byteCount < 1 << 20 else {
        continue
      }
      UnsafeMutableRawBufferPointer(start: address(line.output), count: type.byteCount).clear()
    }
  }

  /// A copy of an output's value, or of an input's, a constant's, a variable's.
  package func value(of node: Graph.Node) -> Tensor {
    Tensor(node.type) { bytes in
      bytes.copyPieces(from: UnsafeRawBufferPointer(start: memory(of: node), count: bytes.count))
    }
  }

  /// The same widened to Double.
  package func doubles(of node: Graph.Node) -> [Double] {
    withBytes(of: node) { $0.doubles(node.dtype) }
  }

  /// Reads an output's memory until the next run, without copying.
  package func withBytes<Result>(
    of node: Graph.Node, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try body(UnsafeRawBufferPointer(start: memory(of: node), count: node.type.byteCount))
  }

  /// An output's first number.
  package func number(of node: Graph.Node) -> Double {
    guard node.shape.count > 0 else { return .nan }
    let memory = memory(of: node)
    return switch node.dtype {
    case .float32: Double(memory.load(as: Float.self))
    case .float64: memory.load(as: Double.self)
    case .int32: Double(memory.load(as: Int32.self))
    }
  }

  /// Computes one line on the calling thread.
  func runAlone(_ position: Int) {
    program.run(starts[position]..<starts[position] + 1, nil, arena.scratch)
  }

  private func memory(of node: Graph.Node) -> UnsafeMutableRawPointer {
    if node.index < readable.count, let memory = readable[node.index] { return memory }
    guard let place = plan.places[node.index] else {
      preconditionFailure("only outputs keep their value")
    }
    return address(place)
  }

  func address(_ place: Plan.Place) -> UnsafeMutableRawPointer {
    let block: Block? =
      switch place {
      case .arena: arena.values
      case .source(let index):
        switch plan.sources[index] {
        case .variable(let variable): variable.block
        case .constant(let tensor): tensor.block
        default: inputs[index]
        }
      }
    guard let start = block?.bytes.baseAddress else {
      preconditionFailure("every value of a plan has memory")
    }
    if case .arena(let offset) = place { return start + offset }
    return start
  }
}

/// What plans compute in: their values, and what kernels need on the way.
package final class ArenaMemory {
  /// For the values of the largest plan.
  package let byteCount: Int
  let values: Block
  let scratch: Block

  /// What each thread's kernels need on the way.
  package static let scratchByteCount = Int(NABLA_SCRATCH)

  /// Memory for plans whose values take at most `byteCount` bytes, and the calling thread's
  /// scratch.
  package init(byteCount: Int) {
    self.byteCount = byteCount
    values = Block(byteCount: byteCount)
    scratch = Block(byteCount: Self.scratchByteCount)
  }
}
