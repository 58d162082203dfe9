/// How many edits turn one sequence of numbers into another: each insertion, deletion and replacement
/// counts one.
///
/// Levenshtein 1966. With `swaps` a swap of neighbours counts one, too: Damerau 1964, the restricted
/// ("optimal string alignment") recurrence. `nil` where it is more than `limit`. Where the thread's
/// interrupt is raised meanwhile, the number means nothing. Takes |a|·|b| steps, and memory for three
/// rows of |b| numbers.
package func editDistance(
  _ a: [Int], _ b: [Int], swaps: Bool = false, atMost limit: Int = .max
) -> Int? {
  guard abs(a.count - b.count) <= limit else { return nil }
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  var row = last
  for i in a.indices.untilInterrupted(every: 1) {
    let number = a[i]
    row[0] = i + 1
    var least = row[0]
    for j in b.indices.untilInterrupted {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (number == b[j] ? 0 : 1))
      if swaps, i > 0, j > 0, number == b[j - 1], a[i - 1] == b[j] {
        cost = min(cost, beforeLast[j - 1] + 1)
      }
      row[j + 1] = cost
      least = min(least, cost)
    }
    if least > limit { return nil }
    if swaps { beforeLast = last }
    swap(&last, &row)
  }
  return last[b.count] <= limit ? last[b.count] : nil
}

/// The same of the characters of two texts.
package func editDistance(
  _ a: String, _ b: String, swaps: Bool = false, atMost limit: Int = .max
) -> Int? {
  guard abs(a.count - b.count) <= limit else { return nil }
  var numbers: [Character: Int] = [:]
  func number(_ character: Character) -> Int {
    if let known = numbers[character] { return known }
    numbers[character] = numbers.count
    return numbers.count - 1
  }
  return editDistance(a.map(number), b.map(number), swaps: swaps, atMost: limit)
}
