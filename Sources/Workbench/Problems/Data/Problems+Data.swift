import Data
import Language
import Support

extension Problems {
  static func worded(_ error: DataError, at span: SourceSpan?) -> Diagnostic {
    let place = error.origin.map { SourceSpan($0.lowerBound, $0.upperBound) } ?? span
    switch error.kind {
    case .arguments(let mistake): return worded(mistake, at: place)
    case .file(let mistake): return worded(mistake, at: place)
    case .content(let mistake): return worded(mistake, at: place)
    case .source(let fault): return .error(words(of: fault, word: error.word), at: place)
    case .table(let fault): return .error(words(of: fault), at: place)
    case .database(let fault, let path, let tables):
      return .error(words(in: path, tables: tables, of: fault), at: place)
    case .media(.sound(.memory(let shortage))): return worded(shortage, at: place)
    case .media(.sound(let fault)): return .error(words(in: error.word, of: fault), at: place)
    case .media(let fault): return .error(words(of: fault, word: error.word), at: place)
    case .samples(let fault): return .error(words(of: fault, word: error.word), at: place)
    case .split(let fault): return .error(words(of: fault, word: error.word), at: place)
    case .text(let fault): return .error(words(of: fault, word: error.word), at: place)
    case .recipe(let fault, _): return .error(words(of: fault, word: error.word), at: place)
    case .function(let name, let inner):
      var diagnostic = diagnostic(for: inner, at: nil)
      diagnostic.message = "in \(error.word) with \(name): \(diagnostic.message)"
      diagnostic.span = place
      return diagnostic
    case .memory(let shortage): return worded(shortage, at: place)
    case .interrupted: return worded(ValueProblem.interrupted, at: place)
    }
  }
}
