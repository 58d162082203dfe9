import Data
import Learning

// Rows of numbers that were taken out of a data set.
extension Evaluator {
  /// Refuses rows of a data set that were prepared otherwise than the model's training was: its answers would look right.
  func requirePreparation(_ preparation: RowPreparation?, for model: Model) throws(ValueProblem) {
    guard let preparation, let recipe = model.recipe, !preparation.recipe.prepares(like: recipe)
    else { return }
    throw .preparedOtherwise(model: model.name, data: preparation.data)
  }
}
