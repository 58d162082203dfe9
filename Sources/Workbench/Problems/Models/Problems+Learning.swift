import Engine
import Language
import Learning
import Support

extension Problems {
  static func worded(_ error: LearningError, at span: SourceSpan?) -> Diagnostic {
    switch error {
    case .building(let error): placed(words(of: error), at: span)
    case .shape(let error): placed(words(of: error), at: span)
    case .size(let error): placed(words(of: error), at: span)
    case .input(let error): .error(words(of: error), at: span)
    case .weights(let error): .error(words(of: error), at: span)
    case .loss(let error): .error(words(of: error), at: span)
    case .quantization(let error): .error(words(of: error), at: span)
    case .training(let error): .error(words(of: error), at: span)
    case .argument(let mistake, let origin): worded(mistake, at: place(origin) ?? span)
    case .inside(let part, let error): worded(error, in: part, at: span)
    case .memory(let shortage): worded(shortage, at: span)
    case .interrupted: worded(ValueProblem.interrupted, at: span)
    }
  }

  /// What failed inside, told with what it is inside of.
  private static func worded(
    _ error: any Error, in part: LearningError.Part, at span: SourceSpan?
  ) -> Diagnostic {
    var diagnostic = diagnostic(for: error, at: nil)
    switch part {
    case .layer(let label, let origin):
      diagnostic.message = "in layer `\(label)`: \(diagnostic.message)"
      diagnostic.span = place(origin) ?? span
    case .step(let name):
      diagnostic.message = "in step \(name): \(diagnostic.message)"
      diagnostic.span = diagnostic.span ?? span
    case .loss(let name):
      diagnostic.message = "in the loss \(name): \(diagnostic.message)"
      diagnostic.span = span
    case .file: diagnostic.span = diagnostic.span ?? span
    }
    return diagnostic
  }

  /// Words, and the line of the model that they are about.
  typealias PlacedWords = (code: String, message: String, hint: String, origin: Range<Int>?)

  private static func placed(_ words: PlacedWords, at span: SourceSpan?) -> Diagnostic {
    .error(
      (words.code, words.message, words.hint), at: words.origin.flatMap(place) ?? span)
  }

  private static func place(_ origin: Range<Int>) -> SourceSpan? {
    origin.isEmpty ? nil : SourceSpan(origin.lowerBound, origin.upperBound)
  }

  /// A sample's shape as users see it: with the batch in front.
  static func batched(_ shape: Shape) -> String {
    "[" + (["batch"] + shape.extents.map(String.init)).joined(separator: ", ") + "]"
  }

  /// `805 KB`: three digits, in the unit that gives 1 to 1000.
  static func byteText(_ bytes: Int) -> String { ByteCount.rounded(bytes) }

  /// `about 805 KB`.
  static func estimate(_ bytes: Int) -> String {
    bytes == Int.max ? "more memory than any machine has" : "about \(byteText(bytes))"
  }

  static func amount(_ number: Int, _ noun: String) -> String {
    number == Int.max ? "more than 9·10¹⁸ \(noun)" : "\(NumberText.grouped(number)) \(noun)"
  }
}
