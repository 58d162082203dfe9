import Data
import Learning
import Support

/// What an exported model takes, in words for the note of its export.
enum ExportedInputs {
  /// Empty where nothing is to be said. `isRaw`: what files hold goes in as it stands there; `prepared` is what becomes of
  /// the steps of a recipe elsewhere, `cause` why they do not go along.
  static func words(
    _ model: Model, isRaw: Bool, prepared: String, cause: String? = nil
  ) -> String {
    guard let recipe = model.recipe else { return range(of: model) }
    switch recipe.raw {
    case .picture(let height, let width, let channels):
      let pictures = "its inputs are pictures [\(height), \(width), \(channels)] of numbers"
      if isRaw || recipe.tensorSteps.isEmpty {
        return "\(pictures) from 0 to 255, as files have them"
      }
      guard let (factor, term) = recipe.scale else { break }
      let ends = [term, 255 * factor + term].sorted().map { NumberText.general($0) }
      let made =
        "x * \(NumberText.general(factor))" + (term == 0 ? "" : " + \(NumberText.general(term))")
      return
        "\(pictures) from \(ends[0]) to \(ends[1]), not from 0 to 255: \(made) of those comes first"
    case .sound where isRaw:
      return "its inputs are sounds of numbers from -1 to 1, as files have them"
    case .sound, nil: break
    }
    return isRaw
      ? "its inputs are the columns as a file has them"
      : "its inputs are prepared rows: "
        + ((recipe.raw == nil ? cause : nil).map { "\($0); " } ?? "") + prepared
  }

  /// Which step of a table's recipe has no form in a format, so that the columns cannot go in as a file has them; `nil` where
  /// none is known. In some formats a `computed` column has one.
  static func cause(_ model: Model, in format: String, computed: Bool) -> String? {
    guard let recipe = model.recipe, recipe.raw == nil, model.inputs.count == 1 else { return nil }
    let step = recipe.steps.first { step in
      step.lags != nil || step.computed != nil && !computed
        || step.changes.contains { [.clean, .tokens].contains($0.change) }
    }
    let word =
      step?.word ?? (recipe.window == nil ? recipe.tensorSteps.first?.word : "windows")
    return word.map { "`\($0)` has no form in \(format)" }
  }

  /// Pictures that came as numbers: of what was done to them before, nothing goes along.
  private static func range(of model: Model) -> String {
    guard let range = model.lastTraining?.inputs else { return "" }
    return "its inputs are numbers from \(NumberText.general(range.lowerBound, digits: 4)) to "
      + "\(NumberText.general(range.upperBound, digits: 4)), as in its training"
  }
}

extension Recipe {
  /// The steps on tensors as x · factor + term with one number for all; `nil` where they do something else.
  fileprivate var scale: (factor: Double, term: Double)? {
    var (factor, term) = (1.0, 0.0)
    for step in tensorSteps {
      switch step {
      case .scale(let factors, let terms):
        guard factors.count == 1, terms.count == 1 else { return nil }
        (factor, term) = (factor * factors[0], term * factors[0] + terms[0])
      case .reshape: continue
      case .spectrogram, .mel: return nil
      }
    }
    return (factor, term)
  }
}
