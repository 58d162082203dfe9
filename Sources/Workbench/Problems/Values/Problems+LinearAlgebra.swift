import Engine
import Formats
import Language
import Support

/// How it is worded what a matrix does not have.
extension Problems {
  static func worded(_ problem: LinearAlgebraProblem, at span: SourceSpan?) -> Diagnostic {
    .error(words(of: problem), at: span)
  }

  private static func words(of problem: LinearAlgebraProblem) -> Words {
    let word = problem.word
    switch problem.reason {
    case .noMatrix(let shape):
      return (
        "E0820", "\(word) needs a matrix, not \(shape.rank == 0 ? "one number" : "shape \(shape)")",
        "`[[1, 2], [3, 4]]` is a matrix; `reshape(x, [n, m])` makes one"
      )
    case .notSquare(let shape):
      return (
        "E0820", "\(word) needs a square matrix, not shape \(shape)",
        word == "solve"
          ? "`lstsq(a, b)` takes any matrix and gives what comes nearest"
          : word == "inv"
            ? "`pinv(a)` is what any matrix has instead"
            : "`svd(a)` and `qr(a)` take any matrix; `a.T @ a` is square"
      )
    case .fault(let fault): return words(of: fault, word)
    case .beyond(let dtype):
      return (
        "E0825", "\(word) leaves the numbers that \(dtype.name) can hold",
        "divide the matrix by a number first; `svd(a).s` shows how far its sizes differ"
      )
    case .noLibrary:
      let library = SharedLibrary.openBLAS.rawValue
      return (
        "E0826",
        "\(word) is computed by the library of the package \(library), which this machine lacks",
        "install it: `apt install \(library)`"
      )
    }
  }

  private static func words(of fault: MatrixFault, _ word: String) -> Words {
    switch fault {
    case .notFinite(let number, let place):
      return (
        "E0824",
        "\(word): \(NumberText.general(number)) stands at \(Shape(place)), and is no number to compute with",
        number.isNaN
          ? "`where(x == x, x, 0)` puts 0 in the place of nan"
          : "`clip(x, -1e6, 1e6)` puts large numbers in the place of infinite ones"
      )
    case .notSymmetric(let place):
      let (row, column) = (place[place.count - 2], place[place.count - 1])
      return (
        "E0821",
        "\(word) needs a symmetric matrix: [\(row), \(column)] and [\(column), \(row)] differ\(batch(place.dropLast(2)))",
        "`(a + a.T) / 2` is symmetric"
      )
    case .notPositive(let minor, let matrix):
      return (
        "E0822",
        "\(word) needs a positive definite matrix: the leading minor of order \(minor) is not positive\(batch(matrix[...]))",
        "`eigh(a).values` shows the eigenvalues, which must be above 0; `eye(n)` times a small number, added, lifts them"
      )
    case .singular(let row, let matrix):
      let why = row == 0 ? "row 0 holds zeros only" : "row \(row) follows from the rows above it"
      return (
        "E0823", "\(word): the matrix is singular, \(why)\(batch(matrix[...]))",
        word == "solve"
          ? "`lstsq(a, b)` gives the shortest x that comes nearest; `matrix_rank(a)` counts independent rows"
          : "`pinv(a)` is what it has instead; `matrix_rank(a)` counts independent rows"
      )
    }
  }

  /// Which matrix of a batch.
  private static func batch(_ position: ArraySlice<Int>) -> String {
    position.isEmpty ? "" : ", in the matrix at \(Shape(Array(position)))"
  }
}
