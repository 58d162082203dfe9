import Engine
import Learning

/// The columns of predictions in a file: of one model the same ones, however its rows were given.
///
/// `answer` is the likeliest class, or the number where there is one alone; `probability` is how sure the model is of it;
/// then each class has the model's own number.
struct AnswerColumns {
  /// One for each number of a row: what stands above it.
  let names: [String]
  /// What stands above the likeliest class; `nil` where the classes have no names.
  let answer: String?
  /// What stands above the probability of that class; `nil` where the numbers are none.
  let probability: String?
  private let classes: [String]
  private let areShares: Bool
  /// What stands above the rows of the file.
  var rowTitle: String { title("row", otherwise: "file row") }

  /// The names are one for each column, or those of two classes for one column with the number of the second, or the
  /// column's own.
  init(_ classes: ClassNames?, of tensor: Tensor) {
    let count = tensor.shape.extents.first ?? 1
    let width = count == 0 ? 0 : tensor.count / count
    let known = classes?.names ?? []
    self.classes = known
    areShares = classes?.areShares ?? false
    switch (width, known.count) {
    case (1, 1): names = known
    case (1, 2): names = [known[1]]
    case (1, _): names = ["value"]
    case (let width, let count) where width == count: names = known
    default: names = (0..<width).map { "value \($0)" }
    }
    let isOfClasses = known.count > 1 && (width == 1 || width == known.count)
    func free(_ word: String) -> String {
      var title = word
      while known.contains(title) { title = "predicted " + title }
      return title
    }
    answer = isOfClasses ? free("answer") : nil
    probability = isOfClasses && areShares ? free("probability") : nil
  }

  private func title(_ word: String, otherwise: String) -> String {
    names.contains(word) || answer == word ? otherwise : word
  }

  /// The likeliest class of a row; `nil` where one of its numbers is none.
  func answer(of tensor: Tensor, _ row: Int) -> String? {
    likeliest(of: tensor, row).map { classes[$0.place] }
  }

  /// How sure the model is of that class.
  func probability(of tensor: Tensor, _ row: Int) -> Double? {
    likeliest(of: tensor, row)?.share
  }

  private func likeliest(of tensor: Tensor, _ row: Int) -> (place: Int, share: Double)? {
    guard names.count > 1 else {
      let number = tensor[row]
      guard !number.isNaN else { return nil }
      let isSecond = number >= (areShares ? 0.5 : 0)
      return (isSecond ? 1 : 0, isSecond ? number : 1 - number)
    }
    let numbers = names.indices.map { tensor[row * names.count + $0] }
    guard !numbers.contains(where: \.isNaN) else { return nil }
    return names.indices.max { numbers[$0] < numbers[$1] }.map { ($0, numbers[$0]) }
  }
}
