import Language
import Learning
import Support

extension Problems {
  static func worded(_ problem: CostProblem, at span: SourceSpan?) -> Diagnostic {
    .error(words(of: problem), at: span)
  }

  private static func words(of problem: CostProblem) -> Words {
    switch problem {
    case .unknownFigure(let field, let what):
      return (
        "E0549", "\(what) needs the \(name(of: field)) of the device, which it does not say",
        "add it: `device(…, \(field.rawValue)=\(DeviceValue.figure(field).example))`"
      )
    case .unknownDevice(let name, let known):
      return (
        "E0101", "there is no device `\(name)`",
        suggestion(
          name, among: known,
          otherwise:
            "`device(flops=200GFLOP / 1s, bandwidth=20GB / 1s)` describes one, `device(here)` measures "
            + "this machine; known are \(list(known, "and"))")
      )
    case .deviceFile(let path, let mistake):
      return (
        "E0699", "\(path), line \(mistake.line): `\(mistake.text)` is no line of a device",
        "expected \(mistake.expected)"
      )
    }
  }

  private static func name(of field: Device.Field) -> String {
    switch field {
    case .flops: "speed"
    case .bandwidth: "bandwidth"
    case .memory: "memory"
    case .price: "price"
    case .power: "power"
    case .electricity: "price of electricity"
    case .link: "link"
    }
  }
}
