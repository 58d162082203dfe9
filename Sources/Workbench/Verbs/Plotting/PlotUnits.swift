import Data
import Plots
import Support

/// What the numbers of a prepared data set were before: axes and bands are in the units of the file.
struct PlotUnits {
  /// The target as it is learnt; `nil` where it has no recipe.
  var target: TargetRecipe?
  /// The features, where they have names.
  private var features: [Feature] = []

  /// What can be said of one feature.
  private struct Feature {
    var name: String
    /// The number of the file is `factor` times the learnt one and `offset`.
    var factor = 1.0
    /// See `factor`.
    var offset = 0.0
    /// Whether the number of the file can be said.
    var isKnown = true
  }

  /// Those of a data set.
  init(_ dataset: Dataset) { self.init(dataset.recipe, columns: dataset.columns) }

  /// Those of a recipe, and of columns where there is none.
  init(_ recipe: Recipe?, columns: [String] = []) {
    target = recipe?.target
    guard let recipe else {
      features = columns.map { Feature(name: $0) }
      return
    }
    guard recipe.raw == nil, recipe.texts.isEmpty, recipe.window == nil else { return }
    features = recipe.origins.map { origin in
      guard recipe.tensorSteps.isEmpty, let linear = origin.linear, linear.factor > 0 else {
        return Feature(name: origin.name, isKnown: false)
      }
      return Feature(name: origin.name, factor: linear.factor, offset: linear.offset)
    }
  }

  /// The name of an axis that shows a feature; where its numbers are those of the steps, it says so. `nil` without a name.
  func name(ofInput index: Int) -> String? {
    guard features.indices.contains(index) else { return nil }
    return features[index].isKnown ? features[index].name : "\(features[index].name), as learnt"
  }

  /// A number of a feature as it stands in the file, where that can be said.
  func inUnits(_ number: Double, input index: Int) -> Double {
    guard features.indices.contains(index), features[index].isKnown else { return number }
    return number * features[index].factor + features[index].offset
  }

  /// The points of a plane of two inputs in the units of the file.
  func inUnits(_ points: [PointClass]) -> [PointClass] {
    points.map { one in
      var one = one
      one.xs = one.xs.map { inUnits($0, input: 0) }
      one.ys = one.ys.map { inUnits($0, input: 1) }
      return one
    }
  }

  /// The plane itself in the units of the file: what an axis shows grows with what was learnt.
  func inUnits(_ field: BoundaryField) -> BoundaryField {
    func range(_ learnt: ClosedRange<Double>, _ index: Int) -> ClosedRange<Double> {
      let (low, high) = (
        inUnits(learnt.lowerBound, input: index), inUnits(learnt.upperBound, input: index)
      )
      return low < high && (high - low).isFinite ? low...high : learnt
    }
    var field = field
    (field.xs, field.ys) = (range(field.xs, 0), range(field.ys, 1))
    return field
  }
}
