import Formats
import Support

extension TypedTable {
  /// Takes names and values of all columns into a digest.
  func update(_ hash: inout SHA256) {
    for column in columns {
      hash.update(Array("\(column.kind.rawValue) \(column.name.utf8.count):\(column.name)".utf8))
      switch column.values {
      case .numbers(let numbers), .wholes(let numbers), .dates(let numbers):
        numbers.withUnsafeBytes { hash.update($0) }
      case .categories(let codes, let names):
        codes.withUnsafeBytes { hash.update($0) }
        for name in names { hash.update(Array("\(name.utf8.count):\(name)".utf8)) }
      case .texts(let texts):
        for row in (0..<texts.count).untilInterrupted {
          texts.withBytes(at: row) { bytes in
            hash.update(Array((bytes.map { "\($0.count):" } ?? "-").utf8))
            if let bytes { hash.update(UnsafeRawBufferPointer(bytes)) }
          }
        }
      }
    }
  }
}
