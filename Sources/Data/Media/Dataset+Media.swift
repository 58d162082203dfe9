import Engine
import Formats

extension Dataset {
  /// Raw samples in the order of their parts, with a label for each or none, and a recipe for more of their kind.
  static func media(
    _ x: Tensor, parts: [(part: Part, count: Int)], _ labels: [TypedColumn]?,
    _ target: TargetRecipe?, _ raw: RawInput,
    name: String, provenance: String, _ context: DataContext
  ) throws(DataError) -> Dataset {
    var all = Samples(x: x)
    all.places = Array(0..<all.count)
    var recipe = Recipe(columns: [])
    recipe.raw = raw
    recipe.target = target
    var dataset = Dataset(name: name, train: all, provenance: provenance)
    var start = 0
    for (index, (part, count)) in parts.enumerated() {
      var samples = all.subset(start..<start + count)
      start += count
      if let target, let labels {
        do throws(RecipeError) {
          samples.targets = SampleRows(try target.values(of: labels[index], context.dtype))
        } catch {
          throw DataError(.recipe(error, part: part))
        }
      }
      dataset.set(samples, part)
    }
    dataset.target = target?.column
    dataset.classNames = target.map { $0.isNumbered ? [] : $0.classes } ?? []
    dataset.recipe = recipe
    return dataset
  }
}

extension Dataset {
  /// Boxes as the targets of pictures that stand in the same order.
  mutating func take(_ boxes: BoxReader.Boxes) {
    let all = SampleRows(boxes.targets)
    var start = 0
    for (part, files) in boxes.parts {
      guard var samples = samples(of: part) else { continue }
      samples.targets = all.subset(start..<start + files.count)
      start += files.count
      set(samples, part)
    }
    (hasBoxes, classNames) = (true, boxes.classes)
  }
}

extension TypedColumn {
  /// The values of several columns of one name, one after the other.
  static func joined(_ columns: [TypedColumn]) -> TypedColumn {
    guard columns.count > 1 else { return columns[0] }
    return TypedColumn(columns[0].name, words: columns.flatMap(\.texts))
  }
}
