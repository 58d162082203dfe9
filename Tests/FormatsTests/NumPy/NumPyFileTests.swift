import Formats
import Support
import Testing

@Suite struct NumPyFileTests {
  private static let sequence = (0..<24).map(Double.init)

  private static func read(_ name: String) throws -> NumPyArray {
    try NumPyFile.read(FixtureTable.bytes("numpy/\(name).npy"))
  }

  @Test(arguments: NumPyArray.ElementType.allCases)
  func `each type is read, and written as NumPy writes it`(
    _ type: NumPyArray.ElementType
  ) throws {
    let bytes = try FixtureTable.bytes("numpy/\(type.rawValue).npy")
    let array = try NumPyFile.read(bytes)
    #expect(array.elementType == type && array.shape == [2, 3, 4] && array.count == 24)
    let expected = type == .bool ? Self.sequence.map { min($0, 1) } : Self.sequence
    #expect(try array.numbers() == expected)
    #expect(array.floats == expected.map { Float($0) })
    #expect(array.withFloats { Array($0) } == array.floats)
    #expect(NumPyFile.write(array) == bytes)
  }

  @Test(arguments: [
    "big-int16", "big-uint64", "big-float32", "big-float64", "fortran", "version2", "version3",
  ])
  func `other orders and versions give the same numbers`(_ name: String) throws {
    let array = try Self.read(name)
    #expect(array.shape == [2, 3, 4])
    #expect(try array.numbers() == Self.sequence)
    #expect(array.withFloats { Array($0) } == Self.sequence.map { Float($0) })
  }

  @Test func `a single number has no axes, and an empty array no numbers`() throws {
    let scalar = try Self.read("scalar")
    #expect(scalar.shape == [])
    #expect(try scalar.numbers() == [2.5])
    let empty = try Self.read("empty")
    #expect(empty.shape == [0, 3] && empty.count == 0)
    #expect(try empty.numbers().isEmpty && empty.withFloats { $0.isEmpty })
    #expect(NumPyFile.write(empty) == (try FixtureTable.bytes("numpy/empty.npy")))
    #expect(NumPyFile.write(scalar) == (try FixtureTable.bytes("numpy/scalar.npy")))
  }

  @Test func `what holds no numbers is refused by what it holds`() {
    for (name, found) in [
      ("objects", "Python objects, which only running their code would bring back"),
      ("records", "records of several types"), ("dates", "dates or times"),
    ] {
      let error = #expect(throws: FormatError.self) { try Self.read(name) }
      #expect(error?.found == found)
    }
  }

  @Test func `whole numbers are exact or refused`() throws {
    let numbers: [Int64] = [1 << 53, (1 << 53) + 2, -(1 << 60), .min]
    let header = NumPyFile.write(NumPyArray([Double](repeating: 0, count: 4), shape: [4]))
      .prefix(128)
    var whole = Array(header)
    let letter = try #require(whole.firstIndex(of: UInt8(ascii: "<")))
    whole[letter + 1] = UInt8(ascii: "i")
    let content = numbers.withUnsafeBytes { Array($0) }
    let exact = try NumPyFile.read(whole + content)
    #expect(exact.elementType == .int64)
    #expect(try exact.numbers() == numbers.map { Double($0) })
    let mixed: [Int64] = [5, (1 << 53) + 1]
    let odd = mixed.withUnsafeBytes { Array($0) }
    let inexact = try NumPyFile.read(whole + odd + odd)
    let error = #expect(throws: FormatError.self) { try inexact.numbers() }
    #expect(error?.found == "9007199254740993 as element 1")
    #expect(inexact.floats[0] == 5)
  }

  @Test(.enabled(if: Environment.isSet("NABLA_DATA"), "NABLA_DATA is not set"))
  func `the files of other programs end in the numbers that are known of them`() throws {
    let folder = try #require(Environment.value("NABLA_DATA")) + "/npy-dev"
    let records = String(
      decoding: try InputFile.read(folder + "/records.json", limit: 1 << 20), as: UTF8.self)
    var (read, refused) = (0, 0)
    // It has a name twice, which is no JSON here.
    for entry in records.split(separator: "./data/").dropFirst() {
      guard let name = entry.split(separator: "\"").first, name != "bool",
        let list = entry.split(separator: "[").last?.split(separator: "]").first
      else { continue }
      let path = "\(folder)/\(name).npy"
      guard InputFile.exists(path), !name.hasPrefix("unicode") else { continue }
      let bytes = try InputFile.read(path, limit: 1 << 20)
      guard !name.contains("complex") else {
        #expect(throws: FormatError.self) { try NumPyFile.read(bytes) }
        refused += 1
        continue
      }
      let expected = list.split(separator: ",").compactMap { word in
        Double(String(word.filter { !$0.isWhitespace }))
      }
      let array = try NumPyFile.read(bytes)
      #expect(expected.count == 5)
      #expect(try Array(array.numbers().suffix(5)) == expected, "\(name)")
      read += 1
    }
    for name in ["unicode", "unicode-large"] {
      let bytes = try InputFile.read("\(folder)/\(name).npy", limit: 1 << 20)
      let error = #expect(throws: FormatError.self) { try NumPyFile.read(bytes) }
      #expect(error?.found == "texts")
    }
    let truths = try NumPyFile.read(InputFile.read(folder + "/bool.npy", limit: 1 << 20))
    #expect(try truths.numbers() == [1, 0])
    #expect(read == 18 && refused == 6)
  }
}
