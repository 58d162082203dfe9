import Engine
import Formats
import Support

/// A file of several that is no picture or sound as a recipe needs it.
package struct RawFileError: Error {
  /// Which file, from 0.
  package let file: Int
  /// What is wrong.
  package let cause: Cause

  /// What can be wrong with a file.
  package enum Cause {
    /// Its bytes.
    case format(FormatError)
    /// What steps would make of it, or that there is too little memory.
    case data(DataError)
  }

  /// A fault of the file at this place.
  init(file: Int, _ cause: Cause) { (self.file, self.cause) = (file, cause) }
}

extension RawInput {
  /// How many numbers a file's content is before it is made into a sample, by its header alone: what decoding costs.
  package func count(in bytes: [UInt8]) throws(FormatError) -> Int {
    switch self {
    case .picture: try PictureFile.size(of: bytes).byteCount
    case .sound(let rate, _):
      try SoundFile.size(of: bytes).count(at: rate)
    }
  }

  /// Decodes a file's bytes into the memory of one sample.
  func write(
    _ bytes: [UInt8], to target: UnsafeMutableRawBufferPointer, _ dtype: DType
  ) throws(FormatError) {
    switch self {
    case .picture(let height, let width, let channels):
      try PictureFile.read(bytes).fitted(height: height, width: width, channels: channels)
        .write(to: target, dtype)
    case .sound(let rate, _):
      try SoundReader.sound(bytes, rate: rate).write(to: target, dtype)
    }
  }
}

extension SoundFile.Size {
  /// The numbers of the sound and of what resampling makes of it.
  fileprivate func count(at newRate: Int) -> Int {
    let here = ByteEstimate.product(frameCount, channels)
    let there = ByteEstimate.product(frameCount, newRate) / max(rate, 1)
    return ByteEstimate.sum([here, there])
  }
}
