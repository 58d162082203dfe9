import Engine
import Formats
import Support

/// Pictures of files as one tensor [pictures, height, width, channels] of numbers 0…255.
struct PictureReader {
  /// What all pictures are made into; what is `nil` follows from the files.
  var size: (height: Int, width: Int)?
  var channels: Int?
  let context: DataContext

  /// Bytes of a picture's file at most.
  static let sizeLimit = 1 << 28
  static let suffixes = [".png", ".jpg", ".jpeg", ".pgm", ".ppm", ".pnm"]

  /// The pictures in the order of their files, and how many were of another size.
  ///
  /// Memory is asked for by the headers, before anything is decoded. Broken files are told together.
  func read(_ files: [MediaFolder.File]) throws(DataError) -> (Tensor, resized: Int) {
    let sizes = try files.sizes(.picture, context) { file throws(FormatError) in
      let head = InputFile.head(of: file.path, 1 << 12) ?? []
      if let size = try? PictureFile.size(of: head) { return size }
      return try PictureFile.size(of: file.bytes(limit: Self.sizeLimit))
    }
    let height = size?.height ?? sizes[0].height
    let width = size?.width ?? sizes[0].width
    let channels = channels ?? (sizes.allSatisfy { $0.channels <= 2 } ? 1 : 3)
    let type = TensorType([files.count, height, width, channels], context.dtype)
    let largest = sizes.map(\.byteCount).max() ?? 0
    try MemoryBudget.current.require(
      data: ByteEstimate.product(
        files.count, height, width, channels, context.dtype.byteCount)
        + ByteEstimate.product(2 * context.threads, largest),
      for: "\(NumberText.grouped(files.count)) pictures of \(height)×\(width)")
    var failure: DataError?
    let tensor = Tensor(type) { target in
      nonisolated(unsafe) let target = target
      let bytes = target.count / files.count
      do throws(DataError) {
        try files.each(.picture, round: max(1, (1 << 20) / max(1, largest, bytes)), context) {
          index throws(FormatError) in
          try Self.picture(files[index])
            .fitted(height: height, width: width, channels: channels)
            .write(
              to: UnsafeMutableRawBufferPointer(
                rebasing: target[index * bytes..<(index + 1) * bytes]), type.dtype)
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return (tensor, sizes.count { $0.height != height || $0.width != width })
  }

  private static func picture(_ file: MediaFolder.File) throws(FormatError) -> Picture {
    try PictureFile.read(file.bytes(limit: sizeLimit))
  }
}

extension Picture {
  /// The picture in another size and of 1 or 3 channels; the size first.
  func fitted(height: Int, width: Int, channels: Int) -> Picture {
    let other = channels == 1 && self.channels > 1 ? grey : self
    let sized = other.resized(width: width, height: height)
    return channels == 1 ? sized.grey : sized.rgb
  }

  /// The pixels as floats 0…255.
  func write(to target: UnsafeMutableRawBufferPointer, _ dtype: DType) {
    if dtype == .float64 {
      let numbers = target.bindMemory(to: Double.self)
      for index in pixels.indices { numbers[index] = Double(pixels[index]) }
    } else {
      let numbers = target.bindMemory(to: Float.self)
      for index in pixels.indices { numbers[index] = Float(pixels[index]) }
    }
  }
}
