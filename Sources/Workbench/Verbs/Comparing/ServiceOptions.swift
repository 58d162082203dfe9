import Catalog
import Learning
import Support

/// What `compare` is told of a service: machines, requests, prices, money in hand.
struct ServiceOptions {
  /// A machine with what it is called in tables.
  struct Machine {
    let name: String
    let device: Device
  }

  /// Empty where none were said.
  let machines: [Machine]
  /// Requests of a month; `nil` where nobody said.
  let requests: Double?
  /// `nil` where nothing is sold.
  let terms: ServiceTerms?
  /// Whether fixed costs were said: only then there is a break-even.
  let hasFixed: Bool

  private static let device = Parameter<[Device]>.value(
    "device", "The machine that answers, or a list of them; without, times are measured here.",
    expected: "a device or a list of them, such as device(here, price=0.85$ / 1h)", shown: .nothing
  ) { value, _ in
    if let device = DeviceValue.device(value) { return [device] }
    guard case .list(let items) = value, !items.isEmpty else { return nil }
    let devices = items.compactMap { DeviceValue.device($0) }
    return devices.count == items.count ? devices : nil
  }
  private static let requests = Parameter<Double>.monthly(
    "requests", "How many there are in a month, or a rate.", dimension: Quantity.plain,
    expected: "a number such as 1M (a month), or a rate such as 10 / 1s")
  private static let price = Parameter<Double>.money(
    "price", "What one request is sold for; `/ 1k` for a thousand.", example: "0.02$ / 1k")
  private static let rivalPrice = Parameter<Double>.money(
    "rival_price", "What a rival asks for one, whom all follow.", example: "0.01$ / 1k",
    mayBeNothing: true)
  private static let rivalAfter = Parameter<Double>.value(
    "rival_after", "Months until he does, or a time.", expected: "months, such as 3, or a time",
    shown: .number(3)
  ) { (value, argument) throws(ArgumentError) in
    var months = value.number
    if case .quantity(let time) = value, time.dimension == Quantity.time {
      months = time.amount / ServiceTerms.secondsPerMonth
    }
    guard let months else { return nil }
    guard months >= 0, months <= 1200 else { throw argument.outOfRange("between 0 and 1200") }
    return months
  }
  private static let fixed = Parameter<Double>.monthly(
    "fixed", "What is paid whether anybody asks or not, in a month.", dimension: Quantity.money,
    expected: "money of a month, such as 2000$, or of a time, such as 80$ / 1day",
    mayBeNothing: true)
  private static let cash = Parameter<Double>.money(
    "cash", "What is in hand at the beginning.", example: "50000$")

  static let descriptions = [
    device.description, requests.description, price.description, rivalPrice.description,
    rivalAfter.description, fixed.description, cash.description,
  ]

  init(_ call: VerbCall) throws {
    let devices = try call.optional(Self.device) ?? []
    let written = call.names(inOption: Self.device.name, count: devices.count)
    machines = zip(devices, written).enumerated().map { index, pair in
      let own = pair.0.name.isEmpty ? "device \(index + 1)" : pair.0.name
      return Machine(name: pair.1 ?? own, device: pair.0)
    }
    requests = try call.optional(Self.requests)
    let fixed = try call.optional(Self.fixed)
    hasFixed = fixed != nil
    try Self.require(call)
    guard let requests, let price = try call.optional(Self.price) else {
      terms = nil
      return
    }
    var terms = ServiceTerms(requests: requests, price: price)
    terms.rivalPrice = try call.optional(Self.rivalPrice)
    terms.rivalAfter = try call.optional(Self.rivalAfter) ?? terms.rivalAfter
    terms.fixed = fixed ?? 0
    terms.cash = try call.optional(Self.cash)
    self.terms = terms
    if let rival = terms.rivalPrice, rival >= price {
      var warning = Problems.worded(
        CompareProblem.rivalIsDearer(rival: rival, price: price),
        at: call.span(of: Self.rivalPrice.description))
      if call.interpreter.isStrict {
        warning.severity = .error
        throw warning
      }
      call.interpreter.report(warning)
    }
  }

  /// Each assumption stands on others; the first that is missing is named.
  private static func require(_ call: VerbCall) throws {
    let machine = (device.description, "what a machine costs", "device(here, price=0.85$ / 1h)")
    let volume = (requests.description, "how many requests there are in a month", "1M")
    let sold = (price.description, "what a request is sold for", "0.02$ / 1k")
    let paid = (fixed.description, "what a month costs besides", "2000$")
    let rival = (rivalPrice.description, "what the rival asks", "0.01$ / 1k")
    let chains: [(ParameterDescription, [(ParameterDescription, String, String)])] = [
      (requests.description, [machine]), (price.description, [machine, volume]),
      (rivalAfter.description, [rival]), (rivalPrice.description, [sold]),
      (fixed.description, [sold]), (cash.description, [sold, paid]),
    ]
    for (option, needs) in chains where call.isGiven(option) {
      for (needed, what, example) in needs where !call.isGiven(needed) {
        throw Problems.worded(
          CompareProblem.missing(
            option: option.name, needed: needed.name, what: what, example: example),
          at: call.span(of: option))
      }
    }
  }
}

extension VerbCall {
  /// Whether an option was given, and is not `none`.
  fileprivate func isGiven(_ parameter: ParameterDescription) -> Bool {
    bound.argument(parameter).map { !$0.isNone } ?? false
  }
}

extension Parameter where Output == Double {
  /// Dollars; it may be left out.
  fileprivate static func money(
    _ name: String, _ summary: String, example: String, mayBeNothing: Bool = false
  ) -> Parameter {
    let expected = "an amount of money such as \(example)"
    return .value(name, summary, expected: expected, shown: .nothing) {
      (value, argument) throws(ArgumentError) in
      guard case .quantity(let quantity) = value else { return nil }
      guard quantity.dimension == Quantity.money else {
        throw argument.wrongType(
          expected, found: "\(quantity.text), which is \(quantity.dimensionName)")
      }
      return try argument.checked(quantity.amount, quantity.text, mayBeNothing)
    }
  }

  /// So much of a month, or of any time; it may be left out.
  fileprivate static func monthly(
    _ name: String, _ summary: String, dimension: [Int], expected: String,
    mayBeNothing: Bool = false
  ) -> Parameter {
    .value(name, summary, expected: expected, shown: .nothing) {
      (value, argument) throws(ArgumentError) in
      let rate = zip(dimension, Quantity.time).map { $0 - $1 }
      switch value {
      case .quantity(let quantity) where quantity.dimension == rate:
        let amount = quantity.amount * ServiceTerms.secondsPerMonth
        return try argument.checked(amount, quantity.text, mayBeNothing)
      case .quantity(let quantity) where quantity.dimension == dimension:
        return try argument.checked(quantity.amount, quantity.text, mayBeNothing)
      case .quantity(let quantity):
        throw argument.wrongType(
          expected, found: "\(quantity.text), which is \(quantity.dimensionName)")
      default:
        guard dimension == Quantity.plain, let number = value.number else { return nil }
        return try argument.checked(number, NumberText.general(number), mayBeNothing)
      }
    }
  }
}

extension WrittenArgument {
  /// A finite amount above 0, or from 0 on where nothing is possible, too.
  fileprivate func checked(
    _ amount: Double, _ found: String, _ mayBeNothing: Bool
  ) throws(ArgumentError) -> Double {
    guard amount.isFinite else { throw outOfRange("a finite amount", found: found) }
    guard amount > 0 || mayBeNothing && amount == 0 else {
      throw outOfRange(mayBeNothing ? "0 or more" : "more than 0", found: found)
    }
    return amount
  }
}
