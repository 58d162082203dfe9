/// A machine as far as costs go: what it does in a second, and what a second of it costs.
///
/// What is `nil` was not said; who needs it refuses by its name, so that no figure rests on a guess.
package struct Device: Equatable, Sendable {
  /// What it is called in tables; empty where it was described by hand.
  package var name = ""
  /// Floating-point operations a second at its peak.
  package var operations: Double?
  /// Bytes a second between its memory and its processor.
  package var bandwidth: Double?
  /// Bytes of its memory.
  package var memory: Double?
  /// Dollars a second, for one of them.
  package var price: Double?
  /// Watts, for one of them.
  package var power: Double?
  /// Dollars a joule.
  package var electricity: Double?
  /// Bytes a second between two of them.
  package var link: Double?
  /// The share of the peak that products reach.
  package var utilisation: Double
  /// How many of them.
  package var count: Int
  /// What one line of a plan takes beside its work, in seconds: measured, 0 for described machines.
  package var overhead = 0.0
  /// Bytes a second from the cache, and bytes that it holds, where they were measured.
  package var cache: Cache?
  /// What families of operations reach, where they were measured: operations or bytes a second.
  package var speeds: [OperationFamily: Double] = [:]

  /// Memory that is near to the processor.
  package struct Cache: Equatable, Sendable {
    /// Bytes a second.
    package var bandwidth: Double
    /// Bytes.
    package var size: Double

    /// Bandwidth in bytes a second, size in bytes.
    package init(bandwidth: Double, size: Double) {
      (self.bandwidth, self.size) = (bandwidth, size)
    }
  }

  /// Products at this share of the peak where nothing else is said: what large trainings on
  /// accelerators reach (Narayanan et al. 2021: 44–52 %; PaLM, Chowdhery et al. 2022: 46 %).
  package static let usualUtilisation = 0.4

  /// What this machine is called.
  package static let here = "here"

  /// Whether its figures were measured on this machine, so that they are others each time.
  package var isMeasured: Bool { name == Device.here }

  /// One machine of which nothing is known yet.
  package init(utilisation: Double = Device.usualUtilisation, count: Int = 1) {
    (self.utilisation, self.count) = (utilisation, count)
  }

  /// What a cost may need of a device.
  package enum Field: String, CaseIterable, Sendable {
    case flops, bandwidth, memory, price, power, electricity, link
  }

  /// The figure of that name in base units; `nil` where it was not said.
  package subscript(_ field: Field) -> Double? {
    get {
      switch field {
      case .flops: operations
      case .bandwidth: bandwidth
      case .memory: memory
      case .price: price
      case .power: power
      case .electricity: electricity
      case .link: link
      }
    }
    set {
      switch field {
      case .flops: operations = newValue
      case .bandwidth: bandwidth = newValue
      case .memory: memory = newValue
      case .price: price = newValue
      case .power: power = newValue
      case .electricity: electricity = newValue
      case .link: link = newValue
      }
    }
  }

  /// The figure of that name; throws its name where it was not said.
  package func require(_ field: Field) throws(CostError) -> Double {
    guard let figure = self[field] else { throw .unknown(field) }
    return figure
  }

  /// Operations a second that all of them reach together: count · peak · utilisation.
  package func reachedOperations() throws(CostError) -> Double {
    try require(.flops) * utilisation * Double(count)
  }

  /// Dollars that all of them cost in so many seconds: rent, and the energy where a rate for it was said.
  ///
  /// `nil` where neither a price nor power with electricity was said, and where all that it costs is energy without a rate.
  package func money(seconds: Double) -> Double? {
    if price == 0, power != nil, electricity == nil { return nil }
    let rent = price.map { $0 * seconds * Double(count) }
    let current = electricity.flatMap { rate in energy(seconds: seconds).map { $0 * rate } }
    return rent == nil && current == nil ? nil : (rent ?? 0) + (current ?? 0)
  }

  /// Joules of all of them in so many seconds; `nil` without their power.
  package func energy(seconds: Double) -> Double? {
    power.map { $0 * seconds * Double(count) }
  }
}

/// Why a cost cannot be told.
package enum CostError: Error, Equatable {
  /// Of the device this is not known.
  case unknown(Device.Field)
}
