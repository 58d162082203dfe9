import Engine

/// Numbers in digits and in English words: "427" and "four hundred twenty-seven".
package enum NumberNames {
  /// The most pairs; each takes up to half a kilobyte.
  static let limit = 1_000_000

  /// Pairs of texts that `tokens` numbers; each number below `bound` comes once before any comes
  /// again.
  static func dataset(
    _ count: Int, below bound: Int, _ context: DataContext
  ) throws(DataError) -> Dataset {
    let stream = context.stream(.data, "number_names, \(count) below \(bound)")
    var order: [Int] = []
    var digits: [String] = []
    var names: [String] = []
    for index in 0..<count {
      if index % 4_096 == 0, context.isInterrupted() { throw DataError(.interrupted) }
      if index % bound == 0 { order = stream.permutation(bound, epoch: index / bound) }
      digits.append(String(order[index % bound]))
      names.append(name(of: order[index % bound]))
    }
    return TextPairs.dataset("number_names", ("source", digits), ("target", names))
  }

  /// The English name of a number below a million.
  package static func name(of number: Int) -> String {
    guard number > 0 else { return "zero" }
    var words: [String] = []
    if number >= 1_000 { words.append("\(name(of: number / 1_000)) thousand") }
    if number % 1_000 >= 100 { words.append("\(small[number % 1_000 / 100]) hundred") }
    let rest = number % 100
    if rest > 0, rest < 20 { words.append(small[rest]) }
    if rest >= 20 {
      words.append(rest % 10 == 0 ? tens[rest / 10] : "\(tens[rest / 10])-\(small[rest % 10])")
    }
    return words.joined(separator: " ")
  }

  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
  ]
  private static let tens = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
  ]
}
