import Data
import Engine

extension Samples {
  /// Whether the samples of two requests can be answered at once: the same inputs, shapes and types.
  func isLike(_ other: Samples) -> Bool {
    inputs.count == other.inputs.count
      && zip(inputs, other.inputs).allSatisfy {
        $0.name == $1.name && $0.rows.shape == $1.rows.shape && $0.rows.dtype == $1.rows.dtype
      }
  }

  /// The samples of several requests in one, which are all alike; the last sample repeats until there are `count`.
  ///
  /// An answer's bits do not depend on who stands beside it, so that what is added changes nothing: it only keeps the
  /// number of different sizes low, each of which has a plan.
  static func joined(_ parts: [(samples: Samples, range: Range<Int>)], count: Int) -> Samples {
    let first = parts[0].samples
    let inputs = first.inputs.indices.map { index -> Input in
      let rows = first.inputs[index].rows
      let tensor = Tensor(rows.batchType(count)) { bytes in
        let width = bytes.count / max(count, 1)
        var place = 0
        for part in parts {
          let target = UnsafeMutableRawBufferPointer(
            rebasing: bytes[(place * width)..<((place + part.range.count) * width)])
          part.samples.inputs[index].rows.gather(part.range, into: target)
          place += part.range.count
        }
        let last = UnsafeRawBufferPointer(
          rebasing: bytes[((place - 1) * width)..<(place * width)])
        while place < count {
          bytes.baseAddress.map {
            guard width > 0, let last = last.baseAddress else { return }
            ($0 + place * width).copyMemory(from: last, byteCount: width)
          }
          place += 1
        }
      }
      return Input(first.inputs[index].name, SampleRows(tensor), first.inputs[index].vocabulary)
    }
    return Samples(inputs, targets: nil)
  }
}

/// How many rows are computed for so many that wait.
enum BatchSize {
  /// The next of 1, 2, 4, 8, 16, 24, 32, … 64, 80, 96, … up to `most`.
  static func of(_ rows: Int, most: Int) -> Int {
    guard rows > 1 else { return 1 }
    var power = 1
    while power * 2 <= rows { power *= 2 }
    let step = rows <= 8 ? power : max(8, power / 4)
    let size = rows <= 8 && power == rows ? rows : (rows + step - 1) / step * step
    return min(max(size, rows), max(most, rows))
  }
}

extension Tensor {
  /// Some rows of `[samples × …]`.
  func rows(_ range: Range<Int>) -> Tensor {
    SampleRows(self).tensor(range)
  }

  /// Rows of several tensors, all of the type of the first, one after the other.
  static func stacked(_ parts: [Tensor]) -> Tensor {
    guard parts.count > 1 else { return parts[0] }
    let count = parts.reduce(0) { $0 + $1.shape[0] }
    let type = SampleRows(parts[0]).batchType(count)
    return Tensor(type) { bytes in
      var offset = 0
      for part in parts {
        part.withBytes { source in
          UnsafeMutableRawBufferPointer(rebasing: bytes[offset...]).copyMemory(from: source)
          offset += source.count
        }
      }
    }
  }
}
