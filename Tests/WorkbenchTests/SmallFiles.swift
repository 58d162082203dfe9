import Glibc
import Support
import TestSupport

/// The files that examples of help and error pages read: pictures, sounds, arrays, a database, as small as can be.
enum SmallFiles {
  /// Writes them below a folder.
  static func write(to folder: String) throws {
    for index in 0..<10 {
      let grey = "P2\n8 8\n255\n" + (0..<64).map { "\(($0 * index) % 256)" }.joined(separator: " ")
      try write(
        Array((grey + "\n").utf8), "photos/\(index % 2 == 0 ? "cats" : "dogs")/\(index).pgm", folder
      )
      try write(wave(period: 4 + index), "digits/\(index % 2)_a_\(index).wav", folder)
    }
    for index in 0..<2 {
      let grey =
        "P2\n8 8\n255\n" + [String](repeating: "\(9 * index)", count: 64).joined(separator: " ")
      try write(Array((grey + "\n").utf8), "seen/\(index).pgm", folder)
    }
    let boxes = """
      {"images": [{"id": 1, "file_name": "0.pgm"}, {"id": 2, "file_name": "1.pgm"}], \
      "categories": [{"id": 7, "name": "cell"}], \
      "annotations": [{"image_id": 1, "category_id": 7, "bbox": [2, 2, 4, 4]}]}
      """
    try write(Array(boxes.utf8), "seen.json", folder)
    try write([0x80, 4, 0x95, 0, 0], "model.pt", folder)
    try write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "broken/a.png", folder)
    try write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "broken/b.png", folder)
    let fixtures = SourceFiles.root() + "/Tests/FormatsTests/Fixtures/"
    try write(InputFile.read(fixtures + "small.sqlite", limit: 1 << 20), "people.db", folder)
    try write(InputFile.read(fixtures + "numpy/samples.npz", limit: 1 << 20), "arrays.npz", folder)
    try write(array("<f4", "(10, 2)", (0..<20).flatMap { Float($0).bytes }), "x.npy", folder)
    try write(array("|u1", "(10,)", (0..<10).map { UInt8($0 % 2) }), "y.npy", folder)
    try write(Array("fine\nwell\nnice\ngood\nkind\n".utf8), "good.txt", folder)
    try write(Array("poor\nmean\nsour\ngrim\ncold\n".utf8), "bad.txt", folder)
    let records = (0..<20).map {
      "{\"age\": \($0), \"town\": \"\($0 % 3 == 0 ? "Rome" : "Oslo")\", \"happy\": \($0 % 2)}\n"
    }
    try write(Array(records.joined().utf8), "people.jsonl", folder)
  }

  private static func write(_ bytes: [UInt8], _ name: String, _ folder: String) throws {
    var path = folder
    for part in name.split(separator: "/").dropLast() {
      path += "/" + part
      mkdir(path, 0o755)
    }
    try AtomicFile.write(bytes, to: folder + "/" + name)
  }

  /// A square wave of 512 samples at 8 kHz.
  private static func wave(period: Int) -> [UInt8] {
    func four(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(number >> (8 * $0) & 0xFF) } }
    func two(_ number: Int) -> [UInt8] { (0..<2).map { UInt8(number >> (8 * $0) & 0xFF) } }
    var bytes = Array("RIFF".utf8) + four(36 + 1_024) + Array("WAVEfmt ".utf8)
    bytes += four(16) + two(1) + two(1) + four(8_000) + four(16_000) + two(2) + two(16)
    bytes += Array("data".utf8) + four(1_024)
    for index in 0..<512 { bytes += two(index % period < period / 2 ? 0x2000 : 0xE000) }
    return bytes
  }

  private static func array(_ type: String, _ shape: String, _ elements: [UInt8]) -> [UInt8] {
    let literal = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
    let header = literal + String(repeating: " ", count: 117 - literal.utf8.count) + "\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(header.utf8) + elements
  }
}

extension Float {
  fileprivate var bytes: [UInt8] { withUnsafeBytes(of: bitPattern.littleEndian) { Array($0) } }
}
