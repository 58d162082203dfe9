import Engine

/// What a function of linear algebra, `word`, cannot compute; data, worded in `Problems`.
struct LinearAlgebraProblem: Error, Equatable {
  enum Reason: Equatable {
    /// A number or a vector where a matrix belongs.
    case noMatrix(Shape)
    case notSquare(Shape)
    case fault(MatrixFault)
    /// The numbers left what the type can hold, or did not settle.
    case beyond(DType)
    /// The machine lacks the library.
    case noLibrary
  }

  let word: String
  let reason: Reason

  init(_ word: String, _ reason: Reason) { (self.word, self.reason) = (word, reason) }
}
