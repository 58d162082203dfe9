import Engine
import Formats

/// The files that raw samples were read from: another size or rate is made of them, not of what the first file's made.
final class RawFiles: @unchecked Sendable {
  // Sendable: nobody changes any of it, and a weak reference may be read anywhere.
  /// The samples as they were read, for as long as somebody has them.
  private weak var memory: AnyObject?
  private let files: [MediaFolder.File]

  /// Of samples [files × …] in the order of the files.
  init(_ x: Tensor, _ files: [MediaFolder.File]) { (memory, self.files) = (x.memory, files) }

  /// The names of the files at these places among all; `nil` where there are fewer files.
  fileprivate func names(at places: [Int]) -> [String]? {
    places.allSatisfy(files.indices.contains) ? places.map { files[$0].name } : nil
  }

  /// The files of the samples of a part, which may be all; `nil` where steps have changed or chosen samples.
  fileprivate func files(of part: SampleRows) -> [MediaFolder.File]? {
    guard part.count > 0, part.isDense, part.memory.memory === memory else { return nil }
    let start = part.start / max(1, part.stride)
    guard start + part.count <= files.count else { return nil }
    return Array(files[start..<start + part.count])
  }
}

extension Dataset {
  /// The names of the files of raw samples, where each sample is a file.
  package var fileNames: [String]? {
    if let rawFiles, let places = train.places, places.count == train.count {
      return rawFiles.names(at: places)
    }
    return train.inputs.first.flatMap { rawFiles?.files(of: $0.rows) }?.map(\.name)
  }

  /// Raw samples as a model takes them: files of another size or rate are read again, each at once as the model wants it,
  /// so that a file gives the same alone and among others. Of a picture that was brought to three channels first, pixels
  /// that cannot be seen would count.
  package func read(as raw: RawInput, _ context: DataContext) throws(DataError) -> Dataset {
    guard let rawFiles, let own = recipe?.raw, own != raw,
      own.medium == raw.medium, recipe?.tensorSteps.isEmpty == true,
      let rows = train.inputs.first?.rows, let files = rawFiles.files(of: rows)
    else { return self }
    var result = self
    result.rawFiles = nil
    result.recipe?.raw = raw
    switch raw {
    case .picture(let height, let width, let channels):
      let reader = PictureReader(size: (height, width), channels: channels, context: context)
      result.train.inputs[0].rows = SampleRows(try reader.read(files).0)
    case .sound(let rate, let count):
      let reader = SoundReader(
        rate: rate, seconds: Double(count) / Double(rate), context: context)
      result.train.inputs[0].rows = SampleRows(try reader.read(files).x)
    }
    return result
  }
}
