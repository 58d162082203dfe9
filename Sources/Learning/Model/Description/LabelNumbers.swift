/// Names of lines that are made of their words: `dense`, `dense_1`, `dense_2`, ….
package struct LabelNumbers {
  private var taken: Set<String>
  private var counts: [String: Int] = [:]

  /// Names that are in use are not given.
  package init(taken: Set<String>) { self.taken = taken }

  /// The next of `word`, `word_1`, `word_2`, … that is free, from a number on; numbers are never used twice.
  package mutating func next(_ word: String, from start: Int = 0) -> String {
    var number = counts[word, default: start]
    var name = number == 0 ? word : "\(word)_\(number)"
    while !taken.insert(name).inserted {
      number += 1
      name = "\(word)_\(number)"
    }
    counts[word] = number + 1
    return name
  }
}
