import Engine
import Support

/// Reads characters as numbers, and gives a vocabulary those that were used.
struct TextNumbers {
  /// Numbers in the order in which characters were met first.
  private var known: [Character: Int32] = [:]
  private var characters: [Character] = []
  /// The same for ASCII, which needs no hashing; -1 for what was not met.
  private var ascii = [Int32](repeating: -1, count: 128)

  private var numbers: [Int32] = []

  /// Appends a text that is UTF-8; false when `isInterrupted` says so.
  mutating func append(_ text: String, isInterrupted: () -> Bool = { false }) -> Bool {
    numbers.reserveCapacity(numbers.count + text.utf8.count)
    for (index, character) in text.enumerated() {
      if index % 65_536 == 0, isInterrupted() { return false }
      numbers.append(number(of: character == "\r\n" ? "\n" : character))
    }
    return true
  }

  private mutating func number(of character: Character) -> Int32 {
    if let code = character.asciiValue {
      if ascii[Int(code)] < 0 { ascii[Int(code)] = add(character) }
      return ascii[Int(code)]
    }
    if let number = known[character] { return number }
    let number = add(character)
    known[character] = number
    return number
  }

  private mutating func add(_ character: Character) -> Int32 {
    characters.append(character)
    return Int32(characters.count - 1)
  }

  /// The characters in the order of their code points, and the text in the numbers of that order.
  var result: (texts: [String], numbers: Tensor) {
    let order = characters.indices.sorted { characters[$0] < characters[$1] }
    var places = [Int32](repeating: 0, count: characters.count)
    for (place, index) in order.enumerated() { places[index] = Int32(place) }
    let numbers = Tensor(TensorType([numbers.count], .int32)) { bytes in
      let target = bytes.bindMemory(to: Int32.self)
      for index in self.numbers.indices.untilInterrupted {
        target[index] = places[Int(self.numbers[index])]
      }
    }
    return (order.map { String(characters[$0]) }, numbers)
  }
}

extension Tensor {
  /// Each whole number replaced by the one that stands at its place.
  func replaced(by places: [Int32]) -> Tensor {
    Tensor(type) { target in
      withBytes { source in
        let (old, new) = (source.bindMemory(to: Int32.self), target.bindMemory(to: Int32.self))
        for index in old.indices.untilInterrupted { new[index] = places[Int(old[index])] }
      }
    }
  }

  /// Which of the numbers 0..<count occur.
  func occurring(below count: Int) -> [Bool] {
    var isUsed = [Bool](repeating: false, count: count)
    withBytes { bytes in
      let numbers = bytes.bindMemory(to: Int32.self)
      for index in numbers.indices.untilInterrupted { isUsed[Int(numbers[index])] = true }
    }
    return isUsed
  }
}
