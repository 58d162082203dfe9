import Language
import Serving
import Support

extension Problems {
  static func worded(_ problem: OnlineProblem, at span: SourceSpan?) -> Diagnostic {
    let (reason, hint) = words(of: problem)
    return .error(
      ("E0839", "such a model cannot learn while it is served: \(reason)", hint), at: span)
  }

  private static func words(of problem: OnlineProblem) -> (reason: String, hint: String) {
    switch problem {
    case .writesTexts:
      ("it writes texts, of which nobody sends the true one back", "leave `learn=true` out")
    case .isQuantized:
      (
        "its weights are whole numbers, which no training moves",
        "serve the model that it was made of, or leave `learn=true` out"
      )
    case .looksBack:
      (
        "its answers look back at earlier rows, and requests come in no order",
        "leave `learn=true` out, and train it again when there are more rows"
      )
    case .ownLoss:
      (
        "its loss is a function of this session, which no server calls",
        "train it with a loss of its own name, such as `loss=mse`, or leave `learn=true` out"
      )
    case .otherLoss(let name):
      (
        "\(Sanitizer.visibleLine(name)) takes more than one label for each row",
        "leave `learn=true` out"
      )
    case .nothingTrainable:
      ("all of its weights stand still", "leave `learn=true` out")
    }
  }

  static func worded(_ problem: RollbackProblem, at span: SourceSpan?) -> Diagnostic {
    switch problem {
    case .doesNotLearn(let name):
      .error(
        "E0840", "the server of \(Sanitizer.visibleLine(name)) does not learn", at: span,
        hint: "serve it so that it does: `s = serve \(Sanitizer.visibleLine(name)), learn=true`")
    case .nothingLearnt(let name):
      .error(
        "E0841", "\(Sanitizer.visibleLine(name)) has no update that could be taken back", at: span,
        hint: "`s.learning` tells what was learnt, and what was taken back")
    }
  }
}
