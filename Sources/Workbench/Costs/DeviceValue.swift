import Catalog
import Learning
import Support

/// Devices as values of the language: what `device(…)` gives, and what `device=` reads.
enum DeviceValue {
  /// The figures of a device, as arguments of `device`, fields of its value and lines of its file.
  struct Figure: Sendable {
    let field: Device.Field
    let dimension: [Int]
    let summary: String
    let example: String
    /// Whether it may be nothing: a machine that is there already has no price.
    let mayBeNothing: Bool
  }

  static let figures: [Figure] = [
    Figure(
      field: .flops, dimension: [-1, 0, 0, 0, 1], summary: "Operations a second at its peak.",
      example: "200GFLOP / 1s", mayBeNothing: false),
    Figure(
      field: .bandwidth, dimension: [-1, 0, 0, 1, 0], summary: "Between memory and processor.",
      example: "20GB / 1s", mayBeNothing: false),
    Figure(
      field: .memory, dimension: [0, 0, 0, 1, 0], summary: "Size of its memory.",
      example: "16GB", mayBeNothing: false),
    Figure(
      field: .price, dimension: [-1, 0, 1, 0, 0], summary: "Rent of one.",
      example: "0.85$ / 1h", mayBeNothing: true),
    Figure(
      field: .power, dimension: [-1, 1, 0, 0, 0], summary: "Power of one under load.",
      example: "65W", mayBeNothing: true),
    Figure(
      field: .electricity, dimension: [0, -1, 1, 0, 0],
      summary: "Price of energy, beside the rent.",
      example: "0.12$ / 1kWh", mayBeNothing: true),
    Figure(
      field: .link, dimension: [-1, 0, 0, 1, 0], summary: "Between two of them.",
      example: "25GB / 1s", mayBeNothing: false),
  ]

  static func figure(_ field: Device.Field) -> Figure {
    figures.first { $0.field == field } ?? figures[0]
  }

  static let word = "device"
  private static let measured = (
    overhead: "overhead", cache: "cache", cacheBandwidth: "cache_bandwidth"
  )

  /// The value: what is known of it, in one order.
  static func value(of device: Device) -> Value {
    var fields: [(String, Value)] = []
    if !device.name.isEmpty { fields.append(("name", .text(device.name))) }
    for figure in figures {
      guard let amount = device[figure.field] else { continue }
      fields.append((figure.field.rawValue, .quantity(Quantity(amount, figure.dimension))))
    }
    fields.append(("utilisation", .number(device.utilisation)))
    fields.append(("count", .number(Double(device.count))))
    if device.overhead > 0 {
      fields.append((measured.overhead, .quantity(Quantity(device.overhead, Quantity.time))))
    }
    if let cache = device.cache {
      fields.append((measured.cache, .quantity(Quantity(cache.size, figure(.memory).dimension))))
      let bandwidth = Quantity(cache.bandwidth, figure(.bandwidth).dimension)
      fields.append((measured.cacheBandwidth, .quantity(bandwidth)))
    }
    for family in OperationFamily.allCases {
      guard let speed = device.speeds[family] else { continue }
      fields.append((name(of: family), .quantity(Quantity(speed, dimension(of: family)))))
    }
    return .record(RecordValue(fields.map(\.0), fields.map(\.1), word: word))
  }

  /// `recurrence_speed`: what a family of operations reaches.
  private static func name(of family: OperationFamily) -> String { family.rawValue + "_speed" }

  private static func dimension(of family: OperationFamily) -> [Int] {
    figure(family.countsOperations ? .flops : .bandwidth).dimension
  }

  /// The device that a record describes, made by `device` or in braces; `nil` where a field is no figure of one.
  static func device(_ value: Value) -> Device? {
    guard case .record(let record) = value, record.word == nil || record.word == word else {
      return nil
    }
    var device = Device()
    var (cache, cacheBandwidth): (Double?, Double?)
    for (name, value) in record.fields {
      if let figure = figures.first(where: { $0.field.rawValue == name }) {
        guard let amount = amount(value, figure) else { return nil }
        device[figure.field] = amount
        continue
      }
      if let family = OperationFamily.allCases.first(where: { self.name(of: $0) == name }) {
        guard case .quantity(let speed) = value, speed.dimension == dimension(of: family),
          speed.amount > 0, speed.amount.isFinite
        else { return nil }
        device.speeds[family] = speed.amount
        continue
      }
      switch (name, value) {
      case ("name", .text(let text)): device.name = text
      case ("utilisation", _):
        guard let share = value.number, share > 0, share <= 1 else { return nil }
        device.utilisation = share
      case ("count", _):
        guard let count = value.number.flatMap({ Int(whole: $0) }), count >= 1 else { return nil }
        device.count = count
      case (measured.overhead, .quantity(let time)): device.overhead = time.amount
      case (measured.cache, .quantity(let size)): cache = size.amount
      case (measured.cacheBandwidth, .quantity(let rate)): cacheBandwidth = rate.amount
      default: return nil
      }
    }
    if let cache, let cacheBandwidth {
      device.cache = Device.Cache(bandwidth: cacheBandwidth, size: cache)
    }
    return device
  }

  /// In base units; `nil` for another dimension, and for what no device has.
  static func amount(_ value: Value, _ figure: Figure) -> Double? {
    guard case .quantity(let quantity) = value, quantity.dimension == figure.dimension,
      quantity.amount.isFinite, figure.mayBeNothing ? quantity.amount >= 0 : quantity.amount > 0
    else { return nil }
    return quantity.amount
  }
}

extension Parameter where Output == Double {
  /// A figure of a device, in base units; it may be left out.
  static func figure(_ figure: DeviceValue.Figure) -> Parameter {
    let expected = "a quantity such as \(figure.example)"
    return .value(
      figure.field.rawValue, figure.summary, expected: expected, shown: .nothing
    ) { (value, argument) throws(ArgumentError) in
      guard case .quantity(let quantity) = value else { return nil }
      guard quantity.dimension == figure.dimension else {
        throw argument.wrongType(
          expected, found: "\(quantity.text), which is \(quantity.dimensionName)")
      }
      guard let amount = DeviceValue.amount(value, figure) else {
        throw argument.outOfRange(
          figure.mayBeNothing ? "0 or more" : "more than 0", found: quantity.text)
      }
      return amount
    }
  }
}

extension Parameter where Output == Device {
  /// A machine that costs are reckoned for.
  static func device(_ summary: String) -> Parameter {
    .value(
      "device", summary,
      expected: "a device, such as device(flops=200GFLOP / 1s, bandwidth=20GB / 1s)",
      shown: .nothing
    ) { value, _ in DeviceValue.device(value) }
  }
}
