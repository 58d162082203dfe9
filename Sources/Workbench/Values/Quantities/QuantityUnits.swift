extension Quantity {
  struct Unit: Sendable {
    let suffix: String
    let size: Double
    let dimension: [Int]
    /// Whether energy that was reckoned with it is counted in watt hours.
    let isInHours: Bool

    init(_ suffix: String, _ size: Double, _ dimension: [Int], isInHours: Bool = false) {
      self.suffix = suffix
      self.size = size
      self.dimension = dimension
      self.isInHours = isInHours
    }
  }

  static let time = [1, 0, 0, 0, 0]
  static let energy = [0, 1, 0, 0, 0]
  static let money = [0, 0, 1, 0, 0]

  /// Within one dimension in ascending size, which printing relies on.
  static let units: [Unit] = {
    let data = [0, 0, 0, 1, 0]
    let work = [0, 0, 0, 0, 1]
    let power = [-1, 1, 0, 0, 0]
    let rate = [-1, 0, 0, 0, 0]
    return [
      Unit("ns", 1e-9, time), Unit("us", 1e-6, time), Unit("ms", 1e-3, time), Unit("s", 1, time),
      Unit("min", 60, time, isInHours: true), Unit("h", 3600, time, isInHours: true),
      Unit("day", 86400, time, isInHours: true),
      Unit("J", 1, energy), Unit("kJ", 1e3, energy), Unit("MJ", 1e6, energy),
      Unit("Wh", 3.6e3, energy, isInHours: true), Unit("kWh", 3.6e6, energy, isInHours: true),
      Unit("MWh", 3.6e9, energy, isInHours: true),
      Unit("W", 1, power), Unit("kW", 1e3, power), Unit("MW", 1e6, power),
      Unit("$", 1, money),
      Unit("B", 1, data), Unit("KB", 1e3, data), Unit("MB", 1e6, data), Unit("GB", 1e9, data),
      Unit("TB", 1e12, data),
      Unit("FLOP", 1, work), Unit("kFLOP", 1e3, work), Unit("MFLOP", 1e6, work),
      Unit("GFLOP", 1e9, work), Unit("TFLOP", 1e12, work), Unit("PFLOP", 1e15, work),
      Unit("EFLOP", 1e18, work), Unit("ZFLOP", 1e21, work),
      Unit("Hz", 1, rate), Unit("kHz", 1e3, rate), Unit("MHz", 1e6, rate), Unit("GHz", 1e9, rate),
    ]
  }()

  /// What a price is given for: `$0.85/h`, `$0.12/kWh`, `$0.02/GB`.
  static let pricedUnits = ["h", "kWh", "$", "GB", "PFLOP"]
}
