import Catalog
import Learning
import Support

/// What costs are reckoned on: machines. Models by their figures stand beside.
enum CostBuiltins {
  static let all: [Builtin] = [device, LanguageModelBuiltin.llm]

  private static let here = Device.here
  private static let name = Parameter<String>.value(
    "name", "A device of the table, by its name; here measures this machine.",
    expected: "the name of a device", shown: .nothing,
    words: [here] + DeviceTable.names
  ) { value, _ in
    switch value {
    case .spec(let spec, _): spec.name
    case .text(let text): text
    default: nil
    }
  }
  private static let figures = DeviceValue.figures.map { Parameter<Double>.figure($0) }
  private static let utilisation = Parameter<Double>(
    "utilisation", "Share of the peak that products reach.", default: Device.usualUtilisation,
    rule: "between 0 and 1"
  ) { $0 > 0 && $0 <= 1 }
  private static let count = Parameter<Int>(
    "count", "How many of them.", default: 1, rule: "between 1 and 1,000,000"
  ) { 1...1_000_000 ~= $0 }

  private static let device = Builtin(
    Described.function(
      "device", "a machine to reckon costs for, by its figures or its name",
      "device(price=0.85$ / 1h, power=65W, flops=200GFLOP / 1s, bandwidth=20GB / 1s)",
      [name.description] + figures.map(\.description) + [
        utilisation.description, count.description,
      ],
      details: """
        `device(here)` measures this machine for about a second, `device(a100)` takes one of the table, which \
        `~/.config/nabla/devices.toml` goes before; figures beside a name replace its own.
        What is not said is not guessed: a cost that needs it names it. Speeds are of the peak, and products reach the share
        utilisation of it. Prices of the table are examples.
        """)
  ) { call in
    var device = try named(call)
    for (figure, parameter) in zip(DeviceValue.figures, figures) {
      guard call.value(of: parameter.description) != nil else { continue }
      device[figure.field] = try call.optional(parameter)
    }
    if call.value(of: utilisation.description) != nil { device.utilisation = try call[utilisation] }
    if call.value(of: count.description) != nil { device.count = try call[count] }
    return DeviceValue.value(of: device)
  }

  private static func named(_ call: BuiltinCall) throws -> Device {
    guard let name = try call.optional(name) else { return Device() }
    guard name == here else { return try DeviceTable.device(named: name) }
    return DeviceMeasurement.measure(threads: call.interpreter.options.threads)
  }
}
