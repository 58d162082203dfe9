import Engine
import Formats

extension Dataset {
  /// The same with a target of few whole numbers as numbers, where they were taken for classes that are not 0, 1, 2, …;
  /// `nil` where nothing changes.
  package func withNumericTarget(_ dtype: DType) throws(DataError) -> Dataset? {
    guard var tabular = columnsToChange, let target = tabular.learntTarget,
      !target.classes.isEmpty, !target.isNumbered,
      tabular.learning.column(named: target.column)?.values.doubles != nil
    else { return nil }
    tabular.learntTarget = TargetRecipe(column: target.column)
    var result = self
    result.tabular = tabular
    return try result.settled(dtype)
  }

  /// Whether its samples come of steps on tensors, so that columns no longer say what they are.
  package var hasTensorSteps: Bool { hasOwnSamples }

  /// The parts as another recipe makes them: that of a model which goes on with what it knows.
  ///
  /// Throws what the recipe refuses: columns that are missing, classes that it does not know.
  package func remade(
    by recipe: Recipe, _ dtype: DType, notes: inout [RecipeNote]
  ) throws(DataError) -> Dataset {
    guard let tabular else { return self }
    var result = self
    for part in Part.allCases {
      guard let table = tabular.raw[part] else { continue }
      do throws(RecipeError) {
        var samples = try recipe.samples(of: table, withTarget: true, dtype, notes: &notes)
        samples.weights = self.samples(of: part)?.weights
        result.set(samples, part)
      } catch {
        throw DataError(.recipe(error, part: part))
      }
    }
    result.recipe = recipe
    result.isPrepared = true
    result.classNames = recipe.target.map { $0.isNumbered ? [] : $0.classes } ?? []
    result.columns = recipe.featureNames
    return result
  }
}
