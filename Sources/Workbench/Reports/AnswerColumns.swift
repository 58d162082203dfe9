import Engine
import Learning

/// What stands above the columns of predictions in a file, and which class they say.
struct AnswerColumns {
  /// A name for each number of a row.
  let names: [String]
  /// What stands above the likeliest class; `nil` where the classes have no names.
  let answer: String?
  private let classes: [String]
  /// What stands above the rows of the file.
  var rowTitle: String { names.contains("row") || answer == "row" ? "file row" : "row" }

  /// `classes` has a name for each column, or those of two classes for one column with the probability of the second, or
  /// the column's own.
  init(_ classes: [String]?, of tensor: Tensor) {
    let count = tensor.shape.extents.first ?? 1
    let width = count == 0 ? 0 : tensor.count / count
    let known = classes ?? []
    self.classes = known
    switch (width, known.count) {
    case (1, 1): names = known
    case (1, 2): names = [known[1]]
    case (1, _): names = ["value"]
    case (let width, let count) where width == count: names = known
    default: names = (0..<width).map { "value \($0)" }
    }
    var title = "class"
    while known.contains(title) { title = "predicted " + title }
    answer = known.count > 1 && (width == 1 || width == known.count) ? title : nil
  }

  /// The likeliest class of a row; `nil` where one of its numbers is none.
  func answer(of tensor: Tensor, _ row: Int) -> String? {
    guard names.count > 1 else {
      let number = tensor[row]
      return number.isNaN ? nil : classes[number >= 0.5 ? 1 : 0]
    }
    let numbers = names.indices.map { tensor[row * names.count + $0] }
    guard !numbers.contains(where: \.isNaN) else { return nil }
    return names.indices.max { numbers[$0] < numbers[$1] }.map { names[$0] }
  }
}
