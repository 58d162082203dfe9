import Catalog
import Data
import Formats
import Language
import Learning

extension Evaluator {
  /// The rows of a file that a model is asked about by its name alone, read as the file was that it has learnt from; `nil`
  /// where the model takes no rows of a table, and for names of other kinds of file.
  func rows(of path: String, for model: Model, at span: SourceSpan) throws -> TypedTable? {
    guard let recipe = model.recipe, recipe.raw == nil, !recipe.columns.isEmpty,
      let source = vocabulary.files.signatures.named(path)?.source,
      ["csv", "jsonl"].contains(source)
    else { return nil }
    return try Problems.located(at: span) {
      try calling {
        var context = dataContext()
        (context.askedTarget, context.askedReading) = (recipe.target?.column, recipe.asked)
        let dataset = try DataPipeline.load(
          DataLine(source, Arguments([.text(path)])), [], context)
        tell(context)
        return dataset.tabular.map { $0.unlabelled ?? $0.raw.train }
      }
    }
  }
}
