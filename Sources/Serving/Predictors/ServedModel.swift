import Data
import Engine
import Learning
import Support
import Synchronization

/// A model as a server answers from it: a copy of its weights at that moment, with the recipe of its training.
package final class ServedModel: ServedPredictor, @unchecked Sendable {
  // Sendable: the model is asked on one thread at a time, the worker's; all else are values.
  package let name: String
  package let signature: ServedSignature
  /// The copy that answers.
  package let model: Model
  let threads: Int
  let rows: RowReading?
  let files: FileReading?
  let texts: TextReading?
  /// Where numbers are not what the layers take.
  let raw: RawNumbers?
  let reader: AnswerReader
  /// Weights that are to answer from the next batch on, in the order of the model's parameters.
  private let next = Mutex<[Tensor]?>(nil)
  /// So many instances of a request are answered at most: what they and their answers take is bounded before it is taken.
  package let mostInstances: Int

  /// Bytes of the samples and answers of one request at most.
  private static let byteLimit = 1 << 28
  /// Numbers of the answers of one request at most.
  private static let answerLimit = 1 << 22

  /// `name` is how addresses call it; that of the model where nothing is said. Signs that addresses do not have
  /// become `-`.
  package init(_ original: Model, name: String? = nil, threads: Int = 1) {
    model = original.copy()
    self.name = Self.address(name ?? original.name)
    self.threads = threads
    let recipe = model.recipe
    let dtype = model.dtype
    let media = Self.media(of: model)
    files = media.flatMap { recipe in
      recipe.raw.map { FileReading(recipe: recipe, raw: $0, dtype: dtype) }
    }
    // A series may have no column but what is predicted.
    rows = recipe.flatMap { recipe in
      recipe.raw == nil && !recipe.askedColumns.isEmpty ? RowReading(recipe, dtype) : nil
    }
    raw = RawNumbers(model, files: media)
    if recipe == nil, media == nil, model.inputs.count == 1, model.inputs[0].shape.rank == 1,
      let vocabulary = model.vocabularies.last
    {
      texts = TextReading(
        vocabulary: vocabulary, length: model.inputs[0].shape[0], dtype: dtype)
    } else {
      texts = nil
    }
    reader = Self.reader(of: model)
    let input = model.inputs.reduce(0) { ByteEstimate.sum([$0, $1.shape.count]) }
    let output = max(model.outputShape.count, 1)
    let bytes = ByteEstimate.product(ByteEstimate.sum([input, output]), model.dtype.byteCount)
    mostInstances = max(
      1, min(100_000, Self.byteLimit / max(bytes, 1), Self.answerLimit / output))
    signature = ServedSignature(
      model, rows: rows, files: files?.raw, raw: raw, takesText: texts != nil, reader)
  }

  /// How files become samples; `nil` for a model of other data, or one that takes something else than they become.
  private static func media(of model: Model) -> Recipe? {
    guard let recipe = model.recipe ?? model.pictureRecipe, let raw = recipe.raw,
      model.inputs.count == 1, recipe.sampleShape(of: raw.shape) == model.inputs[0].shape
    else { return nil }
    return recipe
  }

  /// Digits that came as numbers have their names, too.
  private static func reader(of model: Model) -> AnswerReader {
    let reader = AnswerReader(model)
    guard reader.classes.isEmpty, model.recipe == nil,
      let classes = model.pictureRecipe?.target?.classes, model.answersClasses(classes.count)
    else { return reader }
    return AnswerReader(
      target: nil, classes: classes, areProbabilities: reader.areProbabilities)
  }

  /// Has these weights answer from the next batch on; from any thread.
  func take(_ weights: [Tensor]) { next.withLock { $0 = weights } }

  /// The weights that were taken last are those of the model; on the worker's thread alone.
  func changeWeights() {
    let weights = next.withLock { next in
      defer { next = nil }
      return next
    }
    guard let weights else { return }
    for ((_, variable), value) in zip(model.parameters, weights) { variable.set(value) }
  }

  private static func address(_ name: String) -> String {
    let known = name.unicodeScalars.map { scalar -> Character in
      let isPlain =
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      return isPlain || scalar == "_" || scalar == "." || scalar == "-" ? Character(scalar) : "-"
    }
    return known.isEmpty ? "model" : String(known.prefix(64))
  }
}
