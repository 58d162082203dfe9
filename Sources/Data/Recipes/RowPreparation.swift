/// How rows of numbers came to be what they are, where they were taken out of a data set.
package final class RowPreparation: Sendable {
  /// What has made them of columns, pictures or sounds.
  package let recipe: Recipe
  /// The name of the data set: `iris.csv`.
  package let data: String

  /// All facts.
  package init(recipe: Recipe, data: String) { (self.recipe, self.data) = (recipe, data) }
}

extension Dataset {
  /// How its rows were prepared; `nil` for data that were numbers from the start.
  package var rowPreparation: RowPreparation? {
    recipe.map { RowPreparation(recipe: $0, data: name) } ?? preparation
  }
}
