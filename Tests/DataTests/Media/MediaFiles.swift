import Glibc
import Support

/// Small pictures and sounds for tests, written as bytes.
enum MediaFiles {
  /// A PGM of this size, all of one grey.
  static func grey(_ height: Int, _ width: Int, _ value: UInt8) -> [UInt8] {
    Array("P5\n\(width) \(height)\n255\n".utf8)
      + [UInt8](repeating: value, count: height * width)
  }

  /// A PPM of this size, all of one colour.
  static func colour(_ height: Int, _ width: Int, _ value: [UInt8]) -> [UInt8] {
    Array("P6\n\(width) \(height)\n255\n".utf8)
      + (0..<height * width).flatMap { _ in value }
  }

  /// A WAV of one channel and 16 bits.
  static func wave(_ samples: [Int16], rate: Int = 8_000) -> [UInt8] {
    func four(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(number >> (8 * $0) & 0xFF) } }
    func two(_ number: Int) -> [UInt8] { (0..<2).map { UInt8(number >> (8 * $0) & 0xFF) } }
    let size = 2 * samples.count
    var bytes = Array("RIFF".utf8) + four(36 + size) + Array("WAVEfmt ".utf8)
    bytes += four(16) + two(1) + two(1) + four(rate) + four(2 * rate) + two(2) + two(16)
    bytes += Array("data".utf8) + four(size)
    for sample in samples { bytes += two(Int(UInt16(bitPattern: sample))) }
    return bytes
  }

  /// Writes files below a folder, with the folders that their names need.
  static func write(_ files: [String: [UInt8]], to folder: String) throws {
    for (name, bytes) in files {
      var path = folder
      for part in name.split(separator: "/").dropLast() {
        path += "/" + part
        mkdir(path, 0o755)
      }
      try AtomicFile.write(bytes, to: folder + "/" + name)
    }
  }
}
