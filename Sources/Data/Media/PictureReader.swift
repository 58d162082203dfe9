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
    let sizes = try sizes(of: files)
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
    let faults = SharedFaults()
    var failure: DataError?
    let tensor = Tensor(type) { target in
      nonisolated(unsafe) let target = target
      let bytes = target.count / files.count
      do throws(DataError) {
        try SharedWork.run(
          files.count, threads: context.threads, round: max(1, (1 << 22) / max(1, largest)),
          isInterrupted: context.isInterrupted
        ) { index in
          do throws(FormatError) {
            let picture = try Self.picture(files[index])
              .fitted(height: height, width: width, channels: channels)
            picture.write(
              to: UnsafeMutableRawBufferPointer(
                rebasing: target[index * bytes..<(index + 1) * bytes]), type.dtype)
          } catch {
            faults.add(error, of: index)
          }
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    try Self.check(faults.inOrder, files)
    return (tensor, sizes.count { $0.height != height || $0.width != width })
  }

  private func sizes(of files: [MediaFolder.File]) throws(DataError) -> [Picture.Size] {
    var sizes: [Picture.Size] = []
    var faults: [(index: Int, fault: FormatError)] = []
    for (index, file) in files.enumerated() {
      if index % 64 == 0, context.isInterrupted() { throw DataError(.interrupted) }
      do throws(FormatError) {
        let head = InputFile.head(of: file.path, 1 << 12) ?? []
        if let size = try? PictureFile.size(of: head) {
          sizes.append(size)
        } else {
          sizes.append(try PictureFile.size(of: Self.bytes(of: file)))
        }
      } catch {
        faults.append((index, error))
      }
    }
    try Self.check(faults, files)
    return sizes
  }

  private static func check(
    _ faults: [(index: Int, fault: FormatError)], _ files: [MediaFolder.File]
  ) throws(DataError) {
    guard let first = faults.first else { return }
    throw DataError(
      .media(
        .broken(
          .picture, names: faults.prefix(5).map { files[$0.index].name }, count: faults.count,
          fault: first.fault)))
  }

  private static func picture(_ file: MediaFolder.File) throws(FormatError) -> Picture {
    try PictureFile.read(bytes(of: file))
  }

  static func bytes(of file: MediaFolder.File) throws(FormatError) -> [UInt8] {
    do throws(FileError) {
      return try InputFile.read(file.path, limit: sizeLimit)
    } catch {
      throw FormatError(
        format: "file", .wholeFile, expected: "one that can be read", found: error.reason)
    }
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
