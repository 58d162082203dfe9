import Catalog
import Data
import Formats
import Language
import Learning
import Support

extension Evaluator {
  /// Says that a file that was read by itself has marks that meant gaps in the file of the training: here they are values.
  func tellMarks(in dataset: Dataset, for recipe: Recipe) {
    guard let marks = recipe.reading.missing, let tabular = dataset.tabular,
      tabular.reading.missing == nil,
      vocabulary.files.signatures.named(dataset.name)?.source == "csv"
    else { return }
    let columns = tabular.raw.train.columns
    let found = marks.filter { mark in columns.contains { $0.has(mark) } }
    guard let first = found.first else { return }
    let name = Problems.quotedName(dataset.name)
    session.note(
      "\(name) has \(Problems.quotedName(first)), a gap in the file of the training and a value here: "
        + "`csv(…, missing=[\(found.map(Problems.quotedName).joined(separator: ", "))])`, or the name of the file behind the model"
    )
  }

  /// The rows of a file that a model is asked about by its name alone, read as the file was that it has learnt from; `nil`
  /// where the model takes no rows of a table, and for names of other kinds of file.
  func rows(of path: String, for model: Model, at span: SourceSpan) throws -> TypedTable? {
    guard let recipe = model.recipe, recipe.raw == nil, !recipe.askedColumns.isEmpty,
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

extension Interpreter {
  /// Whether a text is the name of a file that is there.
  func hasFile(_ name: String) -> Bool {
    guard !name.isEmpty, name.utf8.count <= 4_096, !name.contains("\n"),
      let path = try? readablePath(name)
    else { return false }
    return InputFile.exists(path) && !InputFile.isDirectory(path)
  }

  /// Says of a text that looks like the name of a file that it was taken as it stands.
  func tellText(named name: String, at span: SourceSpan) {
    let isWord = !name.contains { $0.isWhitespace } && name.utf8.count <= 256
    guard vocabulary.files.signatures.named(name) != nil, isWord || hasFile(name) else { return }
    report(Problems.textLikeFile(name, exists: hasFile(name), at: span))
  }
}

extension TypedColumn {
  /// Whether a field of it was written so, or is that number.
  fileprivate func has(_ mark: String) -> Bool {
    if let numbers = values.doubles {
      return Double(mark).map { numbers.contains($0) } ?? false
    }
    return texts.contains(mark)
  }
}
