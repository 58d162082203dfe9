import Engine

/// What is wrong with a pattern of `einsum`, or with the tensors for it; data, worded in `Problems`.
enum EinsumProblem: Error, Equatable {
  /// Something that is no letter, no comma, no `...` and no arrow.
  case character(String)
  case operandCount(terms: Int, operands: Int)
  /// A term with more or fewer letters than the tensor has axes.
  case axisCount(term: String, number: Int, shape: Shape)
  /// A letter that stands for axes of two extents.
  case extents(letter: String, Int, Int)
  /// Axes under `...` that do not broadcast.
  case batches([Shape])
  /// A letter of the result that no operand has.
  case unknownLetter(String)
  case repeatedLetter(String)
  /// `...` among the operands and not in the result.
  case lostAxes
}

/// `"ij,jk->ik"` taken apart: labels for the axes of each operand and of the result.
///
/// Letters are their own numbers; axes under `...` are negative ones, counted from the last. Without an arrow the
/// result has the axes under `...` and then, in the order of the alphabet, the letters that stand once.
struct EinsumPattern {
  let terms: [[Int]]
  let result: [Int]

  init(_ text: String, for shapes: [Shape]) throws(EinsumProblem) {
    var sides: [[Term]] = [[Term()]]
    var rest = text.unicodeScalars.filter { $0 != " " }[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "a"..."z", "A"..."Z":
        sides[sides.count - 1][sides[sides.count - 1].count - 1].add(Int(scalar.value))
      case ",": sides[sides.count - 1].append(Term())
      case "." where rest.prefix(2).elementsEqual([".", "."]):
        rest = rest.dropFirst(2)
        guard sides[sides.count - 1][sides[sides.count - 1].count - 1].leave() else {
          throw .character("...")
        }
      case "-" where rest.first == ">" && sides.count == 1:
        rest = rest.dropFirst()
        sides.append([Term()])
      default: throw .character(String(Character(scalar)))
      }
    }
    let operands = sides[0]
    guard sides.count == 1 || sides[1].count == 1 else { throw .character(",") }
    guard operands.count == shapes.count else {
      throw .operandCount(terms: operands.count, operands: shapes.count)
    }
    var terms: [[Int]] = []
    for (term, shape) in zip(operands, shapes) { terms.append(try term.labels(shape)) }
    self.terms = terms
    let hidden = terms.lazy.flatMap { $0 }.filter { $0 < 0 }.min().map { Array($0..<0) } ?? []
    if sides.count == 2 {
      result = try Self.written(sides[1][0], terms, hidden)
    } else {
      let letters = terms.flatMap { $0 }.filter { $0 >= 0 }
      result =
        hidden + Set(letters).filter { letter in letters.count { $0 == letter } == 1 }.sorted()
    }
  }

  private static func written(
    _ term: Term, _ terms: [[Int]], _ hidden: [Int]
  ) throws(EinsumProblem) -> [Int] {
    let known = Set(terms.flatMap { $0 })
    for letter in term.letters {
      guard known.contains(letter) else { throw .unknownLetter(name(letter)) }
      guard term.letters.count(where: { $0 == letter }) == 1 else {
        throw .repeatedLetter(name(letter))
      }
    }
    guard let place = term.gap else {
      guard hidden.isEmpty else { throw .lostAxes }
      return term.letters
    }
    return Array(term.letters[..<place]) + hidden + Array(term.letters[place...])
  }

  /// A label as it was written.
  static func name(_ label: Int) -> String {
    guard label >= 0, let scalar = UInt8(exactly: label) else { return "..." }
    return String(UnicodeScalar(scalar))
  }

  /// What stands between two commas.
  private struct Term {
    var letters: [Int] = []
    /// How many letters stand in front of `...`; `nil` where there is none.
    var gap: Int?

    mutating func add(_ letter: Int) { letters.append(letter) }

    mutating func leave() -> Bool {
      guard gap == nil else { return false }
      gap = letters.count
      return true
    }

    var text: String {
      let names = letters.map(EinsumPattern.name)
      guard let gap else { return names.joined() }
      return names[..<gap].joined() + "..." + names[gap...].joined()
    }

    func labels(_ shape: Shape) throws(EinsumProblem) -> [Int] {
      let hidden = shape.rank - letters.count
      guard let gap, hidden >= 0 else {
        guard gap == nil, hidden == 0 else {
          throw .axisCount(term: text, number: letters.count, shape: shape)
        }
        return letters
      }
      return Array(letters[..<gap]) + Array(-hidden..<0) + Array(letters[gap...])
    }
  }
}
