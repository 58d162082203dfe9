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

extension Problems {
  /// A training that is too large for its devices, or too small to be shared out among them.
  static func unheld(_ training: UnheldTraining, at span: SourceSpan?) -> Diagnostic {
    let devices = count(training.used, "device")
    let why: String
    if let sequences = training.sequences {
      why =
        "steps of \(count(sequences, "sequence")) cannot be shared out among \(devices), each with what its memory holds"
    } else {
      why = "\(devices) \(NumberText.noun(training.used, "does", "do")) not hold this training"
    }
    let others = [training.smaller, training.larger].compactMap { $0 }.map { "`workers=\($0)`" }
    return Diagnostic(
      .warning, "W0083", why + ": time and money are not reckoned", at: span,
      hint: others.isEmpty
        ? "a device with more memory: `device=device(a100, memory=160GB)`"
        : others.joined(separator: " or ") + (others.count == 1 ? " does it" : " do it"))
  }
}
