import Catalog
import Learning

/// An optimizer's update of one weight as Python: `feeds(rate, n)` on the host, `update(w, g, s, feeds)` on arrays.
struct PythonOptimizer {
  /// The word: `adam`.
  let word: String
  let settings: OptimizerSettings
  /// What is kept for each weight, and what its elements are at first.
  let slots: [(name: String, first: Double)]
  /// All arguments in their order.
  let arguments: [(name: String, value: Argument)]
  private let options: [String: Argument]
  /// Whether it is PyTorch's form where the two differ.
  let isPyTorch: Bool

  init(_ chosen: Chosen<any Optimizer>) throws {
    let entry = chosen.entry
    word = type(of: entry).signature.name
    settings = entry.settings
    let bound = try BoundArguments(chosen.arguments, to: type(of: entry).signature)
    arguments = bound.filled
    options = Dictionary(arguments) { first, _ in first }
    isPyTorch = chosen.arguments.compatibility == .pytorch
    slots = entry.slots.map { ($0, entry.initialValue(of: $0)) }
    guard Self.written.contains(word) else { throw ProgramRefusal.part("`\(word)`") }
    guard !settings.usesAverage else {
      throw ProgramRefusal.part("an average of the weights (`use_ema`)")
    }
    guard settings.accumulationSteps == 1 else {
      throw ProgramRefusal.part(
        "gradients of several batches (`gradient_accumulation_steps`)")
    }
  }

  /// Those whose update stands below.
  private static let written: Set<String> = [
    "sgd", "adam", "adamw", "nadam", "adamax", "rmsprop", "adagrad", "adadelta", "lion",
  ]

  func number(_ name: String) -> Double {
    if case .number(let number)? = options[name] { number } else { 0 }
  }

  func flag(_ name: String) -> Bool {
    if case .bool(let flag)? = options[name] { flag } else { false }
  }

  private func text(_ name: String) -> String { PythonText.number(number(name)) }

  /// The arguments as written, for a comment.
  var described: String {
    let parts = options.sorted { $0.key < $1.key }.filter { !$0.value.isNothing }
    return "\(word)(\(parts.map { "\($0.key)=\($0.value.described)" }.joined(separator: ", ")))"
  }

  /// What is computed for each update before it, in float64; `n` counts from 1.
  var feeds: String {
    let numbers: String
    switch word {
    case "adam", "adamw":
      numbers = "rate, 1 - \(text("beta_1")) ** n, 1 - \(text("beta_2")) ** n"
    case "adamax": numbers = "rate, 1 - \(text("beta_1")) ** n"
    case "nadam":
      let share =
        number("momentum_decay") == 1 ? "0.96 ** k" : "0.96 ** (\(text("momentum_decay")) * k)"
      return """
        def feeds(rate, n):
            \"""What changes from update to update.\"""
            u = [\(text("beta_1")) * (1 - 0.5 * \(share)) for k in range(1, n + 2)]
            product = math.prod(u[:n])
            return rate, u[n] / (1 - product * u[n]), (1 - u[n - 1]) / (1 - product), 1 / (1 - \(text("beta_2")) ** n)
        """
    default: numbers = "rate,"
    }
    return """
      def feeds(rate, n):
          \"""What changes from update to update.\"""
          return \(numbers)
      """
  }

  /// The function that gives a weight's new value and writes its moments into `s`.
  func update(_ dialect: PythonDialect) -> String {
    let xp = dialect.prefix
    var lines: [String] = []
    if settings.weightDecay > 0 {
      lines.append("w = w - feeds[0] * (\(PythonText.number(settings.weightDecay)) * w)")
    }
    func mixed(_ slot: String, _ share: String, _ new: String = "g") -> String {
      "\(text(share)) * s[\"\(slot)\"] + (1 - \(text(share))) * \(new)"
    }
    func root(_ x: String) -> String {
      isPyTorch
        ? "(\(xp).sqrt(\(x)) + \(text("epsilon")))" : "\(xp).sqrt(\(x) + \(text("epsilon")))"
    }
    let correction = "\(dialect == .torch ? "math" : "jnp").sqrt(feeds[2])"
    switch word {
    case "sgd":
      if slots.isEmpty {
        lines.append("return w - feeds[0] * g")
      } else {
        lines.append("v = s[\"velocity\"] = \(text("momentum")) * s[\"velocity\"] - feeds[0] * g")
        lines.append(
          flag("nesterov") ? "return w + \(text("momentum")) * v - feeds[0] * g" : "return w + v")
      }
    case "adam", "adamw":
      lines.append("m = s[\"mean\"] = \(mixed("mean", "beta_1"))")
      lines.append("v = s[\"square\"] = \(mixed("square", "beta_2", "g * g"))")
      if flag("amsgrad") {
        lines.append("v = s[\"largest_square\"] = \(xp).maximum(s[\"largest_square\"], v)")
      }
      lines.append(
        flag("epsilon_hat")
          ? "return w - (feeds[0] * \(correction) / feeds[1]) * m / (\(xp).sqrt(v) + \(text("epsilon")))"
          : "return w - (feeds[0] / feeds[1]) * m / (\(xp).sqrt(v) / \(correction) + \(text("epsilon")))"
      )
    case "nadam":
      lines.append("m = s[\"mean\"] = \(mixed("mean", "beta_1"))")
      lines.append("v = s[\"square\"] = \(mixed("square", "beta_2", "g * g"))")
      lines.append("ahead = feeds[1] * m + feeds[2] * g")
      lines.append("return w - feeds[0] * ahead / (\(xp).sqrt(feeds[3] * v) + \(text("epsilon")))")
    case "adamax":
      let size = isPyTorch ? "\(xp).abs(g) + \(text("epsilon"))" : "\(xp).abs(g)"
      lines.append("m = s[\"mean\"] = \(mixed("mean", "beta_1"))")
      lines.append(
        "u = s[\"largest\"] = \(xp).maximum(\(text("beta_2")) * s[\"largest\"], \(size))")
      lines.append(
        "return w - feeds[0] / feeds[1] * m / \(isPyTorch ? "u" : "(u + \(text("epsilon")))")")
    case "rmsprop":
      lines.append("v = s[\"square\"] = \(mixed("square", "rho", "g * g"))")
      if flag("centered") {
        lines.append("m = s[\"mean\"] = \(mixed("mean", "rho"))")
        lines.append("v = v - m * m")
      }
      lines.append("change = feeds[0] * g / \(root("v"))")
      if number("momentum") > 0 {
        lines.append("change = s[\"velocity\"] = \(text("momentum")) * s[\"velocity\"] + change")
      }
      lines.append("return w - change")
    case "adagrad":
      lines.append("v = s[\"squares\"] = s[\"squares\"] + g * g")
      lines.append("return w - feeds[0] * g / \(root("v"))")
    case "adadelta":
      let small = text("epsilon")
      lines.append("v = s[\"squares\"] = \(mixed("squares", "rho", "g * g"))")
      lines.append("change = \(xp).sqrt(s[\"changes\"] + \(small)) * g / \(xp).sqrt(v + \(small))")
      lines.append("s[\"changes\"] = \(mixed("changes", "rho", "change * change"))")
      lines.append("return w - feeds[0] * change")
    default:
      lines.append("direction = \(xp).sign(\(mixed("momentum", "beta_1")))")
      lines.append("s[\"momentum\"] = \(mixed("momentum", "beta_2"))")
      lines.append("return w - feeds[0] * direction")
    }
    return """
      def update(w, g, s, feeds):
          \"""The weight after a step along its gradient; `s` is what \(word) keeps for it.\"""
      \(lines.joined(separator: "\n").indented(4))
      """
  }

  /// Cuts gradients, in the order of value, norm and global norm; `nil` where nothing is cut.
  func clipping(_ dialect: PythonDialect) -> String? {
    let (limits, xp) = (settings.clipping, dialect.prefix)
    var lines: [String] = []
    if let value = limits.value {
      let limit = PythonText.number(value)
      lines.append(
        dialect == .torch
          ? "gradients = [g.clamp(-\(limit), \(limit)) for g in gradients]"
          : "gradients = [jnp.clip(g, -\(limit), \(limit)) for g in gradients]")
    }
    func largest(_ size: String, _ limit: String) -> String {
      dialect == .torch ? "\(size).clamp(min=\(limit))" : "jnp.maximum(\(size), \(limit))"
    }
    if let norm = limits.norm {
      let limit = PythonText.number(norm)
      lines.append(
        "gradients = [g * (\(limit) / \(largest("\(xp).sqrt((g * g).sum())", limit))) for g in gradients]"
      )
    }
    if let norm = limits.globalNorm {
      let limit = PythonText.number(norm)
      lines.append("size = \(largest("\(xp).sqrt(sum((g * g).sum() for g in gradients))", limit))")
      lines.append("gradients = [g * (\(limit) / size) for g in gradients]")
    }
    guard !lines.isEmpty else { return nil }
    return """
      def clipped(gradients):
          \"""The gradients, cut.\"""
      \((lines + ["return gradients"]).joined(separator: "\n").indented(4))
      """
  }
}

extension Argument {
  fileprivate var isNothing: Bool { if case .none = self { true } else { false } }
}
