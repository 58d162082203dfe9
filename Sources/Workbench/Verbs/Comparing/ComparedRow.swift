import Engine
import Learning

/// One model on one machine.
struct ComparedRow {
  let model: String
  let quality: ComparedQuality
  /// Whether its products are those of whole numbers.
  let isQuantized: Bool
  /// Whether its kernels become floats in each answer: no device's figures tell how long that takes.
  let isUnpacked: Bool
  let parameters: Int
  let bytes: Int
  /// `nil` without `device=`.
  private(set) var machine: String?
  /// Seconds of an answer: the median of those that were measured, or by the roofline.
  private(set) var seconds = Double.nan
  /// Of 100 answers 99 took no longer; `nil` where it was not measured.
  private(set) var slowest: Double?
  /// Dollars of one answer; `nil` where no price is known.
  private(set) var cost: Double?
  /// How many machines are busy with all requests, where their number was said.
  private(set) var machines: Double?

  init(_ model: Model, _ name: String, _ quality: ComparedQuality) {
    self.model = name
    self.quality = quality
    (parameters, bytes) = (model.parameterCount, model.byteCount)
    isQuantized = model.quantizedWidth == .eight
    isUnpacked = model.quantizedWidth == .four
  }

  var isMeasured: Bool { slowest != nil }

  /// `small`, on several machines `small on box`.
  func label(ofSeveral: Bool) -> String {
    guard ofSeveral, let machine else { return model }
    return "\(model) on \(machine)"
  }

  func measured(_ times: AnswerTimes) -> ComparedRow {
    var row = self
    (row.seconds, row.slowest) = (times.percentile(0.5), times.percentile(0.99))
    return row
  }

  /// Whether its time on its machine is known.
  var isTimed: Bool { seconds.isFinite }

  func reckoned(_ seconds: Double) -> ComparedRow {
    var row = self
    (row.seconds, row.slowest) = (seconds, nil)
    return row
  }

  /// With what an answer costs; refused where requests are reckoned with and nobody knows what the machine costs.
  func paid(on machine: ServiceOptions.Machine, _ options: ServiceOptions) throws -> ComparedRow {
    var row = self
    row.machine = machine.name
    guard row.isTimed else { return row }
    row.cost = machine.device.money(seconds: seconds)
    if let requests = options.requests {
      guard row.cost != nil else {
        // What is owned costs the energy that it takes.
        throw CostProblem.unknownFigure(
          machine.device.price == nil ? .price : .electricity,
          for: "the cost of a request on \(machine.name)")
      }
      row.machines = requests * seconds / ServiceTerms.secondsPerMonth
    }
    return row
  }
}

extension Model {
  /// What an answer to one row does, line by line.
  func answerWork() throws -> [LineWork] {
    try ModelCost.answerWork(of: self, batchSize: 1)
  }
}
