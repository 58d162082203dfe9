import CKernels

/// A plan's lines as the kernels' runner reads them: addresses, sizes, functions, nothing else.
final class Program {
  private let lines: UnsafeMutablePointer<nabla_instruction>
  private let capacity: Int
  private(set) var count = 0
  private let stepNumber: UnsafeMutablePointer<UInt64>
  /// 1 when a check has met a number that is not finite.
  private let alarm: UnsafeMutablePointer<Int32>
  /// One for the lines before the first update, one for those after.
  private let balances: UnsafeMutablePointer<nabla_balance>
  private var owned: [UnsafeMutableRawPointer] = []

  init(capacity: Int) {
    self.capacity = capacity
    lines = .allocate(capacity: max(capacity, 1))
    stepNumber = .allocate(capacity: 1)
    stepNumber.initialize(to: 0)
    alarm = .allocate(capacity: 1)
    alarm.initialize(to: 0)
    balances = .allocate(capacity: 2)
    balances.initialize(repeating: nabla_balance.start, count: 2)
    lines.initialize(repeating: nabla_instruction(), count: max(capacity, 1))
  }

  deinit {
    for memory in owned { memory.deallocate() }
    stepNumber.deallocate()
    alarm.deallocate()
    balances.deallocate()
    lines.deallocate()
  }

  var step: UInt64 {
    get { stepNumber.pointee }
    set { stepNumber.pointee = newValue }
  }

  /// Whether the checks since `calm` found finite numbers only.
  var isCalm: Bool { alarm.pointee == 0 }
  func calm() { alarm.pointee = 0 }

  /// Appends a line; its kernel must exist for its element type.
  func append(
    _ kernel: Kernel, _ kernels: KernelSet, threads: Int, inputs: [UnsafeMutableRawPointer],
    output: UnsafeMutableRawPointer, byteCount: Int = 0
  ) {
    precondition(count < capacity, "room for every line")
    guard let function = kernels.function(of: kernel) else {
      preconditionFailure("the shape rule admits only types with a kernel")
    }
    let operands = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(
      capacity: max(inputs.count, 1))
    operands.initialize(to: nil)
    for (index, input) in inputs.enumerated() { (operands + index).initialize(to: input) }
    let parameters = UnsafeMutablePointer<UInt64>.allocate(
      capacity: max(kernel.parameters.count, 1))
    parameters.initialize(to: 0)
    for (index, word) in kernel.parameters.enumerated() {
      (parameters + index).initialize(to: word)
    }
    owned += [UnsafeMutableRawPointer(operands), UnsafeMutableRawPointer(parameters)]
    lines[count] = nabla_instruction(
      function: function,
      call: nabla_call(
        output: output, inputs: operands, parameters: parameters, step: stepNumber),
      units: Int64(kernel.units), unitsAtATime: Int64(unitsAtATime(kernel, threads)),
      unitsBetweenLooks: Int64(kernel.unitsBetweenLooks(writing: byteCount)))
    count += 1
  }

  /// Appends a line that raises the alarm when a value is not finite.
  func appendCheck(
    of memory: UnsafeMutableRawPointer, _ type: TensorType, _ kernels: KernelSet, threads: Int
  ) {
    append(
      .flat(nabla_kernel_check_finite, type, nanoseconds: 0.05), kernels, threads: threads,
      inputs: [memory], output: alarm)
  }

  /// Runs some lines; a team helps only where one of them is long enough to be shared.
  func run(_ range: Range<Int>, _ team: ThreadTeam?, _ scratch: Block) {
    let isFirst = range.lowerBound == 0
    nabla_run(
      lines + range.lowerBound, Int64(range.count), team?.team,
      balances + (isFirst ? 0 : 1), scratch.bytes.baseAddress)
  }

  /// Whether a team would share some of these lines.
  func isShared(_ range: Range<Int>) -> Bool { range.contains { lines[$0].unitsAtATime > 0 } }
}

/// How many units a thread takes at a time; 0 where waking another thread costs more than it saves.
private func unitsAtATime(_ kernel: Kernel, _ threads: Int) -> Int {
  guard threads > 1, kernel.units > 1, kernel.cost > 4_000 else { return 0 }
  // Four pieces for each thread even out their speeds; none is shorter than about a microsecond.
  let pieces = max(2, min(Double(threads) * 4, kernel.cost / 1_000))
  let units = Int(Double(kernel.units) / pieces, within: 1...max(1, kernel.units), rounded: .up)
  return (units + kernel.grain - 1) / kernel.grain * kernel.grain
}

extension nabla_balance {
  /// The first run, in which memory is touched for the first time, says nothing; then trials begin.
  fileprivate static var start: nabla_balance {
    var balance = nabla_balance()
    balance.phase = 2
    balance.left = 1
    return balance
  }
}
