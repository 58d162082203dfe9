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

extension Dataset {
  /// The classes in the order of their numbers, also where they are 0, 1, 2, … themselves; empty where there are none.
  package var namesOfClasses: [String] {
    if let classes = (recipe?.target ?? tabular?.learntTarget)?.classes, !classes.isEmpty {
      return classes
    }
    return recipe?.target == nil ? classNames : []
  }

  /// The same with its classes numbered in another order, in which more classes may stand: that of a model's outputs.
  ///
  /// Class numbers [n] and rows of one number for each class [n, classes] are renumbered; other targets stay. `nil` where
  /// a class is not in that order, and where there are no classes.
  package func withClasses(_ order: [String]) -> Dataset? {
    let names = namesOfClasses
    let places = names.compactMap { order.firstIndex(of: $0) }
    guard !names.isEmpty, places.count == names.count else { return nil }
    var result = self
    for part in Part.allCases {
      guard var samples = samples(of: part), let targets = samples.targets else { continue }
      samples.targets = targets.renumbered(places, of: order.count)
      result.set(samples, part)
    }
    result.classNames = order.indices.allSatisfy { order[$0] == String($0) } ? [] : order
    result.recipe?.target = recipe?.target?.ordered(order)
    result.pictureRecipe?.target = pictureRecipe?.target?.ordered(order)
    result.tabular?.learntTarget = tabular?.learntTarget?.ordered(order)
    return result
  }
}

extension TargetRecipe {
  /// The same classes in another order; numbers stay.
  fileprivate func ordered(_ order: [String]) -> TargetRecipe {
    guard !classes.isEmpty else { return self }
    var result = TargetRecipe(column: column, classes: order, offset: offset, scale: scale)
    (result.isCleaned, result.formula) = (isCleaned, formula)
    return result
  }
}

extension SampleRows {
  /// Class i as class `places[i]` of `count`.
  fileprivate func renumbered(_ places: [Int], of count: Int) -> SampleRows {
    let tensor = tensor
    let numbers = tensor.doubles
    if shape.rank == 0 {
      let renumbered = numbers.map { number -> Double in
        guard let label = Int(exactly: number), places.indices.contains(label) else {
          return number
        }
        return Double(places[label])
      }
      return SampleRows(Tensor(renumbered, tensor.shape, tensor.dtype))
    }
    guard shape.rank == 1, shape[0] == places.count else { return self }
    let rows = numbers.count / places.count
    var renumbered = [Double](repeating: 0, count: rows * count)
    for row in 0..<rows {
      for (place, there) in places.enumerated() {
        renumbered[row * count + there] = numbers[row * places.count + place]
      }
    }
    return SampleRows(Tensor(renumbered, [rows, count], tensor.dtype))
  }
}
