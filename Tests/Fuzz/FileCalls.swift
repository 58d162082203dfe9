import Formats
import Glibc
import Support

/// Files of models and runs that were saved, with fields changed to the ends of their types and the
/// checksums made right again: a stranger can do that as well.
struct FileCalls {
  private let templates: [(bytes: [UInt8], opening: String)]
  private let texts = [
    "", "0", "-1", "1", "9223372036854775807", "-9223372036854775808", "18446744073709551615",
    "9007199254740993", "4294967296", "1000000000000000", "1e300", "nan", "inf", "true", "1 2 3",
    "111", "000", "0 early_stopping 7ff8000000000000", "0 early_stopping 43e158e460913d00",
    "1 epochs 43e0000000000000;2 batch_size 43e0000000000000", "2 batch_size 0",
    "0 learning_rate 7ff0000000000000", "9223372036854775807 epochs 4000000000000000",
    "1 beta_1 7ff8000000000000", "0 none_such 4000000000000000", "\u{1B}[31m", "float64", "pytorch",
    "model 2 { dense 1e12 }", "model 2 { repeat 10000 { dense 2 } }",
    "model [1, 1e9] { lstm 100000 }", "3:abc", "9223372036854775807:a", "0:",
  ]
  private let wholes = [
    "0", "1", "2", "3", "5", "2147483648", "4294967296", "9007199254740993", "4611686018427387904",
    "9223372036854775807", "9223372036854775808", "18446744073709551616", "-1", "1.5", "1e9",
  ]
  private let floats: [Double] = [
    0, -0.0, 1, -1, 0.5, 2_147_483_648, 0x1p53, 0x1p62, 0x1p63, -0x1p63, 1e19, 1e300, -1e300,
    5e-324,
    .infinity, -.infinity, .nan,
  ]

  /// Saves one file of each kind.
  init(_ runner: CallRunner) throws {
    runner.start()
    let programs: [(program: String, value: String, opening: String)] = [
      ("", "m", "q = load FILE"), ("", "c", "q = load FILE"), ("", "r", "q = resume FILE, m, d"),
      (
        "k = model [6, 6, 1] { conv2d 2, 3; max_pooling2d 2; flatten; batch_normalization; dense 2 }",
        "k", "q = load FILE"
      ),
      (
        """
        n = model [4] { embedding 40, 3; gru 2, return_sequences=true; dense 40, activation=softmax }
        o = train n, t, epochs=1
        """, "n", "q = load FILE"
      ),
      ("", "o", "q = resume FILE, n, t"),
      (
        """
        p = model 2 { dense 3, activation=relu; dropout 0.2; dense 1, activation=sigmoid }
        u = train p, e, epochs=4, validation_split=0.25, early_stopping=2, metrics=[accuracy, auc], optimizer=adam(reduce_on_plateau(0.01)), until=loss < 0.001
        """, "u", "q = resume FILE, p, e, epochs=2"
      ),
      (
        "v = train d, epochs=3 { step m, loss=x -> mean(m(x)^2), optimizer=sgd(0.1, momentum=0.9) }",
        "v",
        "q = resume FILE, d { step m, loss=x -> mean(m(x)^2), optimizer=sgd(0.1, momentum=0.9) }"
      ),
      (
        "s = resume r, epochs=3, from=1, learning_rate=0.5", "s", "q = resume FILE, m, d, epochs=1"
      ),
    ]
    var templates: [(bytes: [UInt8], opening: String)] = []
    for (program, value, opening) in programs {
      runner.call(program + "\nsave \(value), \"saved.safetensors\"")
      let path = runner.folder + "/saved.safetensors"
      guard let bytes = try? InputFile.read(path, limit: 1 << 24) else {
        throw NotSaved(value: value, said: runner.lastErrors)
      }
      unlink(path)
      templates.append(
        (bytes, opening.replacing("FILE", with: "\"changed.safetensors\"")))
    }
    self.templates = templates
  }

  struct NotSaved: Error {
    let value: String
    let said: [String]
  }

  /// A changed file, and the line that opens it.
  func next(_ random: inout Generator) -> (bytes: [UInt8], line: String, said: String) {
    let (bytes, line) = random.pick(templates)
    guard var file = try? Safetensors.read(bytes) else { return (bytes, line, "as it was") }
    var said: [String] = []
    for _ in 0...random.pick([0, 0, 0, 1, 2]) {
      said.append(random.chance(1, in: 2) ? note(&file, &random) : tensor(&file, &random))
    }
    var changed = (try? file.write()) ?? bytes
    if random.chance(1, in: 8) { said.append(header(&changed, &random)) }
    return (changed, line, said.joined(separator: "; "))
  }

  /// A text becomes another one, or a number in it another number.
  private func note(_ file: inout Safetensors, _ random: inout Generator) -> String {
    guard !file.notes.isEmpty else { return "" }
    let index = random.below(file.notes.count)
    let old = file.notes[index]
    var text = random.pick(texts)
    if random.chance(2, in: 3),
      let edited = edited(old.text, random.pick(ExtremeValues.numbers), &random)
    {
      text = edited
    }
    file.notes[index] = Safetensors.Note(old.name, text)
    if random.chance(1, in: 20) { file.notes.remove(at: index) }
    return "\(old.name)=\(text)"
  }

  /// A tensor gets other numbers, another shape of as many bytes, another type, or other rows.
  private func tensor(_ file: inout Safetensors, _ random: inout Generator) -> String {
    guard !file.entries.isEmpty else { return "" }
    let index = random.below(file.entries.count)
    let old = file.entries[index]
    var (type, shape, bytes) = (old.elementType, old.shape, old.bytes)
    switch random.below(5) {
    case 0...1:
      let number = random.pick(floats)
      let width = type.byteCount
      let pattern =
        width == 8
        ? withUnsafeBytes(of: number) { Array($0) }
        : withUnsafeBytes(of: Float(number)) { Array($0) }
      guard bytes.count >= width else { break }
      let at = random.below(bytes.count / width) * width
      bytes.replaceSubrange(at..<at + width, with: pattern.prefix(width))
    case 2:
      let count = bytes.count / type.byteCount
      shape = random.pick([[count], [1, count], [count, 1], [1, 1, count], []])
    case 3:
      type = random.pick(Safetensors.ElementType.allCases.filter { $0.byteCount == type.byteCount })
    default:
      let rows = random.pick([0, 1, 2, 7])
      let width = min(shape.dropFirst().reduce(1, &*), 4096) * type.byteCount
      bytes = Array((bytes + [UInt8](repeating: 1, count: 8 * width)).prefix(rows * width))
      shape = [rows] + shape.dropFirst()
      if rows == 0, random.chance(1, in: 2) { shape += [1 << 62, 1 << 40] }
    }
    file.entries[index] = Safetensors.Entry(name: old.name, type, shape: shape, bytes: bytes)
    return "\(old.name): \(type.rawValue) \(shape)"
  }

  /// A number of the header becomes another one; then the checksum is made again.
  private func header(_ bytes: inout [UInt8], _ random: inout Generator) -> String {
    let length = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    let opening = Array("{\"__metadata__\":{\"nabla\":\"1\",\"sha256\":\"".utf8)
    let text = String(decoding: bytes[8..<8 + length], as: UTF8.self)
    guard let metadataEnd = text.firstRange(of: "\"dtype\"") else { return "" }
    let tail = String(text[metadataEnd.lowerBound...])
    let number = random.pick(wholes)
    guard let changed = edited(tail, number, &random) else { return "" }
    var header = Array((text[..<metadataEnd.lowerBound] + changed).utf8)
    let digest = opening.count..<opening.count + 64
    header.replaceSubrange(digest, with: [UInt8](repeating: 0x30, count: 64))
    let size = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
    header.replaceSubrange(digest, with: Array(SHA256.hexadecimal(size + header).utf8))
    bytes = size + header + bytes[(8 + length)...]
    return "header \(number)"
  }

  /// The text with one of its numbers replaced; `nil` where it has none.
  private func edited(_ text: String, _ number: String, _ random: inout Generator) -> String? {
    let digits = text.indices.filter { text[$0].isNumber && text[$0].isASCII }
    guard !digits.isEmpty else { return nil }
    let start = random.pick(digits)
    let low = text[..<start].lastIndex { !$0.isNumber }.map { text.index(after: $0) }
    let high = text[start...].firstIndex { !$0.isNumber } ?? text.endIndex
    return text[..<(low ?? text.startIndex)] + number + text[high...]
  }
}

func fuzzFiles(_ count: Int, _ random: inout Generator, _ runner: CallRunner) throws {
  let calls = try FileCalls(runner)
  for index in 0..<count {
    if index % 100 == 0 { runner.restartWithFiles() }
    let (bytes, opening, said) = calls.next(&random)
    let line =
      opening
      + random.pick(["", "; print q", "; plot q", "; q.loss", "; summary q", "; predict q, d"])
    runner.say("\(line)  # \(said)")
    runner.overwrite("changed.safetensors", bytes)
    runner.call(line, isNamed: false)
  }
}
