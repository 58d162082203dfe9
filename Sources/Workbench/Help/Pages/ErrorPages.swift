import Language

/// What `:explain E0310` tells: the pages of the language's own errors and of all that are found
/// while a program runs.
package enum ErrorPages {
  /// The page of `E0310`, in capitals or small letters; `nil` where no error has that code.
  package static func page(of code: String) -> ExplainedError? {
    all.first { $0.code == code.uppercased() }
  }

  /// Those of the language first, then those of running programs, then warnings.
  package static let all: [ExplainedError] =
    ErrorCodes.all + names + shapes + values + functions + data + tables + samples + media + files
    + costs
    + quantization
    + training
    + servers
    + exchange + keras + arrays + programs + conversion + kernel
    + compression + sweeps + charts + explaining + liveRuns + nets + limits + lessons + warnings
    + rows + drawings
    + pictures
    + linearAlgebra

  static func page(
    _ code: String, _ title: String, _ explanation: String, _ wrong: String, _ right: String
  ) -> ExplainedError {
    ExplainedError(
      code: code, title: title, explanation: explanation, wrong: wrong, right: right)
  }
}
