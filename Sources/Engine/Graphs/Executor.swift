import CKernels
import Support

/// Runs a plan. Owns the memory of its values; a run allocates nothing.
///
/// Belongs to one thread at a time. Variables are read and written where they are.
package final class Executor {
  /// What runs, and where its values lie.
  package let plan: Plan
  private let set: KernelSet
  private let team: ThreadTeam?
  let arena: ArenaMemory
  private let program: Program
  private(set) var inputs: [Block?] = []
  /// The memory of each node that can be read after a run; nil for others.
  private var readable: [UnsafeMutableRawPointer?] = []
  private var step: UInt64 = 0
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
    program = Program(capacity: plan.lines.count + plan.guards.count)
    for (index, place) in plan.places { readable[index] = address(place) }
    appendLines()
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

  /// Where the last run first met a number that is not finite; `nil` when all are.
  ///
  /// Computes the step again, all but the updates, and looks at each value before its memory is
  /// used again. Tells the truth only while inputs and variables are those of the run: after one
  /// that a guard stopped.
  package func firstNonFinite() -> NonFinite? {
    for index in plan.sources.keys.sorted() {
      guard let source = plan.sources[index], let type = plan.types[index],
        !isFinite(address(.source(index)), type)
      else { continue }
      switch source {
      case .variable(let variable): return NonFinite(scope: variable.name, operation: "variable")
      case .input(let name): return NonFinite(scope: name, operation: "input")
      default: continue
      }
    }
    program.step = step
    for (position, line) in plan.lines.enumerated() where !line.mutates {
      // Looked at before, since the output may take an input's place.
      let inputs = zip(line.inputs, line.inputTypes).map { self.span(address($0), $1) }
      runAlone(position)
      if !isFinite(address(line.output), line.node.type) {
        return NonFinite(
          scope: line.scope, operation: line.operation.name, inputs: inputs)
      }
    }
    return nil
  }

  /// Computes one line on the calling thread.
  func runAlone(_ position: Int) {
    program.run(starts[position]..<starts[position] + 1, nil, arena.scratch)
  }

  /// Between what the values lie, and whether one of them is 0.
  private func span(_ memory: UnsafeMutableRawPointer, _ type: TensorType) -> NonFinite.Span {
    let bytes = UnsafeRawBufferPointer(start: memory, count: type.byteCount)
    var span = NonFinite.Span(lowest: .infinity, highest: -.infinity, hasZero: false)
    func take(_ value: Double) {
      span.lowest = min(span.lowest, value)
      span.highest = max(span.highest, value)
      if value == 0 { span.hasZero = true }
    }
    switch type.dtype {
    case .float32: for value in bytes.bindMemory(to: Float.self) { take(Double(value)) }
    case .float64: for value in bytes.bindMemory(to: Double.self) { take(value) }
    case .int32: for value in bytes.bindMemory(to: Int32.self) { take(Double(value)) }
    }
    return span
  }

  private func isFinite(_ memory: UnsafeMutableRawPointer, _ type: TensorType) -> Bool {
    nabla_is_finite(memory, Int64(type.shape.count), Int32(type.dtype.rawValue)) != 0
  }

  private func memory(of node: Graph.Node) -> UnsafeMutableRawPointer {
    guard node.index < readable.count, let memory = readable[node.index] else {
      preconditionFailure("only outputs keep their value")
    }
    return memory
  }

  private func address(_ place: Plan.Place) -> UnsafeMutableRawPointer {
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

/// The culprit of a value that is not finite.
package struct NonFinite: Equatable, Sendable {
  /// The layer's label path; of a variable its name.
  package var scope: String
  /// The operation's name; "variable" or "input" where the value came in so.
  package var operation: String
  /// What went into the operation, one for each operand; empty where the value came in so.
  package var inputs: [Span]

  /// Where the values of an operand lie.
  package struct Span: Equatable, Sendable {
    /// The smallest value.
    package var lowest: Double
    /// The largest value.
    package var highest: Double
    /// Whether one of them is 0, by which a quotient or a logarithm is lost.
    package var hasZero: Bool

    /// A span by its ends.
    package init(lowest: Double, highest: Double, hasZero: Bool) {
      (self.lowest, self.highest, self.hasZero) = (lowest, highest, hasZero)
    }
  }

  /// The largest absolute value that went into the operation; `nil` where the value came in so.
  package var largestInput: Double? { inputs.map { max(abs($0.lowest), abs($0.highest)) }.max() }

  /// A culprit by its layer, its operation, and what went into it.
  package init(scope: String, operation: String, inputs: [Span] = []) {
    self.scope = scope
    self.operation = operation
    self.inputs = inputs
  }
}
