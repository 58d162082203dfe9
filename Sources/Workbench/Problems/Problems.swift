import Catalog
import Data
import Engine
import Exchange
import Formats
import Language
import Learning
import Plots
import Serving
import Support

/// The one place that words errors: every typed error of every module becomes a diagnostic here.
package enum Problems {
  /// The diagnostic of any error; one that is a diagnostic already only gets a missing place.
  package static func diagnostic(for error: any Error, at span: SourceSpan?) -> Diagnostic {
    switch error {
    case var known as Diagnostic:
      if known.span == nil { known.span = span }
      return known
    case let error as ValueProblem: return worded(error, at: span)
    case let error as EinsumProblem: return .error(words(of: error), at: span)
    case let error as TextProblem: return .error(words(of: error), at: span)
    case let error as MemoryShortage: return worded(error, at: span)
    case let error as MemoryLimitProblem: return worded(error, at: span)
    case let error as ShapeError: return worded(error, at: span)
    case let error as LinearAlgebraProblem: return worded(error, at: span)
    case let error as ArgumentError: return worded(error, at: span)
    case let error as LearningError: return worded(error, at: span)
    case let error as QuantizationProblem: return worded(error, at: span)
    case let error as InputOrderProblem: return worded(error, at: span)
    case let error as GenerationError: return worded(error, at: span)
    case let error as DataError: return worded(error, at: span)
    case let error as MissingColumn: return worded(error, at: span)
    case let error as FormatError: return worded(error, path: nil, at: span)
    case let error as ContentError: return worded(error, at: span)
    case let error as FileNameProblem: return worded(error, at: span)
    case let error as FileError: return worded(error, at: span)
    case let error as ExplainProblem: return worded(error, at: span)
    case let error as IdleOption: return worded(error, at: span)
    case let error as CostProblem: return worded(error, at: span)
    case let error as CompareProblem: return worded(error, at: span)
    case let error as PlotProblem: return worded(error, at: span)
    case let error as ResizeProblem: return worded(error, at: span)
    case let error as ChartFault: return worded(error, at: span)
    case let error as PlotOptionProblem: return worded(error, at: span)
    case let error as DrawingProblem: return worded(error, at: span)
    case let error as PastProblem: return worded(error, at: span)
    case let error as RunProblem: return worded(error, at: span)
    case let error as RecoveryProblem: return worded(error, at: span)
    case let error as HistoryProblem: return worded(error, at: span)
    case let error as CheckProblem: return worded(error, at: span)
    case let error as RunFileProblem: return worded(error, at: span)
    case let error as ImportProblem: return worded(error, at: span)
    case let error as ExportError: return worded(error, at: span)
    case let error as ServingProblem: return worded(error, at: span)
    case let error as ServeProblem: return worded(error, at: span)
    case let error as OnlineProblem: return worded(error, at: span)
    case let error as RollbackProblem: return worded(error, at: span)
    case let error as ONNXReadingError: return worded(error, at: span)
    case let error as TorchFileProblem: return worded(error, at: span)
    case let error as ProgramRefusal: return worded(error, at: span)
    case let error as TrainingProgramProblem: return worded(error, at: span)
    case let error as ArrayProblem: return worded(error, at: span)
    case let error as CardProblem: return worded(error, at: span)
    case let error as KerasError: return worded(error, at: span)
    case let error as ExportProblem: return worded(error, at: span)
    case let error as ForeignClassProblem: return worded(error, at: span)
    case let error as ForeignOutputProblem: return worded(error, at: span)
    case let error as SavedModelProblem: return worded(error, at: span)
    case let error as CompressionProblem: return worded(error, at: span)
    case let error as SweepProblem: return worded(error, at: span)
    case is Interrupted: return worded(ValueProblem.interrupted, at: span)
    default:
      return Diagnostic.error("E0999", "\(error)", at: span, hint: "please report this message")
    }
  }

  /// Runs `body`; what it throws gets a place.
  static func located<Result>(at span: SourceSpan, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch {
      throw diagnostic(for: error, at: span)
    }
  }

  /// Runs `body`; mistakes in arguments are shown at the argument.
  static func located<Result>(
    _ arguments: EvaluatedArguments, _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch let error as ArgumentError {
      throw worded(error, at: arguments.span(of: position(of: error)))
    } catch {
      throw diagnostic(for: error, at: arguments.wordSpan)
    }
  }

  /// `did you mean `tanh`?`, or the first few possibilities.
  static func suggestion(_ word: String, among known: [String], otherwise: String) -> String {
    nearest(to: word, among: known).map { "did you mean `\($0)`?" } ?? otherwise
  }

  /// The word that was probably meant: by other names of the field, else by spelling.
  static func nearest(to word: String, among known: [String]) -> String? {
    DidYouMean.synonym(of: word, among: known) ?? DidYouMean.closest(to: word, among: known).first
  }

  /// The first words, and how many more there are.
  static func firstNames(_ words: [String], most: Int = 5) -> String {
    words.count > most ? list(first: most, of: words) : words.joined(separator: ", ")
  }

  /// `a, b and c`; of many the first ones and how many more there are: `a, b and 12 more`.
  static func list(first limit: Int, of words: [String], _ last: String = "and") -> String {
    guard words.count > limit else { return list(words, last) }
    return words.prefix(limit).joined(separator: ", ")
      + " \(last) \(NumberText.grouped(words.count - limit)) more"
  }

  /// `a, b or c`.
  static func list(_ words: [String], _ last: String = "or") -> String {
    guard words.count > 1, let final = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(last) " + final
  }

  /// `split: `, the word in question before what is wrong with it; nothing where no word is known.
  static func lead(_ word: String) -> String { word.isEmpty ? "" : "\(word): " }

  /// `1 entry`, `2 entries`; the plural is the noun and an s unless given.
  static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    NumberText.count(number, noun, plural)
  }
}

extension Problems {
  /// A stable code, what is wrong, and what to type instead.
  typealias Words = (code: String, message: String, hint: String)
}

extension Diagnostic {
  static func error(_ words: Problems.Words, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(.error, words.code, words.message, at: span, hint: words.hint)
  }

  /// An error: what is wrong, where, and what to type instead.
  static func error(
    _ code: String, _ message: String, at span: SourceSpan?, hint: String
  ) -> Diagnostic {
    Diagnostic(.error, code, message, at: span, hint: hint)
  }
}
