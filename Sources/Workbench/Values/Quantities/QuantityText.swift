import Support

// How quantities print: `195Wh`, `2.5MB/s`, `$0.85/h`.
extension Quantity {
  /// In the unit that gives 1 ≤ value < 1000, where there is one.
  package var text: String { text(digits: NumberText.digits) }

  func text(digits: Int) -> String {
    let (number, unit) = printed(digits: digits)
    guard unit.hasPrefix("$") else {
      let shown = NumberText.general(number, digits: digits)
      return shown + (number.isFinite ? "" : unit.hasPrefix("/") ? "" : " ") + unit
    }
    // Money stands first, its sign before it.
    let shown = MoneyText.text(number, digits: digits)
    let isNegative = shown.hasPrefix("-")
    return (isNegative ? "-$" : "$") + shown.dropFirst(isNegative ? 1 : 0) + unit.dropFirst()
  }

  /// The number as it prints, and the unit behind it; `$` stands in front of it where it is money.
  func printed(digits: Int) -> (number: Double, unit: String) {
    if isDimensionless { return (amount, "") }
    let own = Quantity.units.filter { unit in
      unit.dimension == dimension
        && (dimension != Quantity.energy || unit.isInHours == isInHours)
    }
    if !own.isEmpty {
      let (size, suffix) = scaled(amount, own, digits: digits)
      return (amount / size, suffix)
    }
    return composed(digits: digits)
  }

  /// Units over units, for what has none of its own: `200GFLOP/s`, `$0.12/kWh`.
  private func composed(digits: Int) -> (Double, String) {
    let symbols = ["s", "J", "$", "B", "FLOP"]
    let order = [2, 1, 3, 4, 0]
    let above = order.filter { dimension[$0] > 0 }
    let below = order.filter { dimension[$0] < 0 }
    var value = amount
    var (numerators, denominators) = (symbols, symbols)
    if above == [2], dimension[2] == 1 {
      for axis in below {
        denominators[axis] = Quantity.pricedUnits[axis]
        let size = Quantity.units.first { $0.suffix == denominators[axis] }?.size ?? 1
        for _ in 0..<(-dimension[axis]) { value *= size }
      }
    } else if let axis = above.first, axis != 2 {
      let candidates = Quantity.units.filter { unit in
        unit.dimension[axis] == 1 && unit.dimension.filter { $0 != 0 }.count == 1
          && (unit.dimension != Quantity.energy || !unit.isInHours)
      }
      let (size, suffix) = scaled(
        amount, candidates, power: dimension[axis], digits: digits)
      (value, numerators[axis]) = (amount / size, suffix)
    }
    let first = above.map { Quantity.power(numerators[$0], dimension[$0]) }
    let last = below.map { Quantity.power(denominators[$0], -dimension[$0]) }
    return (
      value, first.joined(separator: "·") + (last.isEmpty ? "" : "/" + last.joined(separator: "/"))
    )
  }

  /// The largest unit of which there is at least one, as it is rounded for printing.
  private func scaled(
    _ amount: Double, _ units: [Unit], power: Int = 1, digits: Int
  ) -> (size: Double, suffix: String) {
    let units = units.map { unit in
      (size: (0..<power).reduce(1) { size, _ in size * unit.size }, suffix: unit.suffix)
    }
    let base = units.first { $0.size == 1 } ?? units[0]
    guard amount.isFinite, amount != 0 else { return (base.size, base.suffix) }
    var index = units.lastIndex { abs(amount) >= $0.size } ?? 0
    if index + 1 < units.count {
      let text = NumberText.general(abs(amount) / units[index].size, digits: digits)
      // 999.9999KB would print as 1000KB.
      if (Double(text) ?? 0) * units[index].size >= units[index + 1].size { index += 1 }
    }
    return units[index]
  }

  /// Rounded to whole numbers of the unit that it prints in.
  func rounded(_ round: (Double) -> Double) -> Quantity {
    let (number, _) = printed(digits: 17)
    guard number != 0, number.isFinite else { return self }
    let size = amount / number
    return Quantity(round(number) * size, dimension, isInHours: isInHours)
  }
}
