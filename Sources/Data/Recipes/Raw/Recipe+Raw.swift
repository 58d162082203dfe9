import Engine
import Formats
import Support

extension Recipe {
  /// Raw samples of other data as this recipe makes them, class numbers by their names.
  ///
  /// Samples that steps have changed already are none of its business: they come back as they are. Throws for sounds
  /// where pictures were, and for a class that training has not seen.
  package func samples(
    ofRaw data: Dataset, withTarget: Bool, _ dtype: DType
  ) throws(DataError) -> Samples {
    guard let raw, let own = data.recipe, let other = own.raw, own.tensorSteps.isEmpty else {
      return data.train
    }
    let x = data.train.x
    try MemoryBudget.current.require(
      data: ByteEstimate.product(2 * x.shape[0], raw.shape.count, dtype.byteCount),
      for: "the samples")
    let rows: Tensor
    switch (raw, other) {
    case (.picture(let height, let width, let channels), .picture):
      rows = raw == other ? x : x.pictures(height: height, width: width, channels, dtype)
    case (.sound(let rate, let count), .sound(let from, _)):
      rows = raw == other ? x : try x.sounds(from: from, to: rate, count: count, dtype)
    default:
      throw DataError(.media(.otherMedium(expected: raw.medium, path: data.name)))
    }
    var samples = try stepped(rows, dtype)
    if withTarget, let targets = data.train.targets, !hasOtherTargets(than: own) {
      samples.targets = try self.targets(targets, of: own, dtype)
    }
    return samples
  }

  /// Files of pictures or sounds as this recipe makes them, each as it is in a folder.
  ///
  /// The memory of all is asked for before one is decoded. Throws for the first file that cannot be read, with its
  /// place; and where the recipe is not one of pictures or sounds.
  package func samples(ofFiles files: [[UInt8]], _ dtype: DType) throws(RawFileError) -> Samples {
    guard let raw else { throw RawFileError(file: 0, .data(DataError(.samples(.noSamples)))) }
    let size = ByteEstimate.product(files.count, raw.shape.count, dtype.byteCount)
    do throws(DataError) {
      // Beside the samples, what steps make of them.
      try MemoryBudget.current.require(
        data: ByteEstimate.product(2, size), for: "\(files.count) \(raw.medium.rawValue)s")
    } catch {
      throw RawFileError(file: 0, .data(error))
    }
    var failure: RawFileError?
    let x = Tensor(TensorType(Shape([files.count] + raw.shape.extents), dtype)) { target in
      let bytes = target.count / max(files.count, 1)
      for (place, file) in files.enumerated() where failure == nil {
        do throws(FormatError) {
          try raw.write(
            file,
            to: UnsafeMutableRawBufferPointer(
              rebasing: target[place * bytes..<(place + 1) * bytes]), dtype)
        } catch {
          failure = RawFileError(file: place, .format(error))
        }
      }
    }
    if let failure { throw failure }
    do throws(DataError) {
      return try stepped(x, dtype)
    } catch {
      throw RawFileError(file: 0, .data(error))
    }
  }

  /// Raw samples [n × …] after the steps on tensors; throws where one of them does not suit.
  package func stepped(_ x: Tensor, _ dtype: DType) throws(DataError) -> Samples {
    var rows = x
    for step in tensorSteps { rows = try step.applied(to: rows, dtype) }
    return Samples(x: rows.cast(to: dtype))
  }

  /// The seconds of sounds here and there, where raw ones of the other recipe are cut or filled for this one; `nil` where
  /// nothing is.
  package func differentLengths(from other: Recipe?) -> (own: Double, other: Double)? {
    guard case .sound(let rate, let count)? = raw, let other, other.isOnlyRaw,
      case .sound(let otherRate, let otherCount)? = other.raw
    else { return nil }
    let own = Double(count) / Double(rate)
    let their = Double(otherCount) / Double(otherRate)
    // Of two rates the last moment may be rounded.
    return abs(own - their) <= 1 / Double(min(rate, otherRate)) ? nil : (own, their)
  }

  /// Whether a function has made the targets of the one and not of the other.
  package func hasOtherTargets(than other: Recipe) -> Bool {
    (relabelled == nil) != (other.relabelled == nil)
  }

  private func targets(
    _ targets: SampleRows, of other: Recipe, _ dtype: DType
  ) throws(DataError) -> SampleRows {
    guard let target, let names = other.target?.classes, names != target.classes,
      targets.shape == []
    else { return targets }
    do throws(RecipeError) {
      let codes = targets.tensor.doubles.map { Int32(Int($0, within: 0...65_535)) }
      return SampleRows(
        try target.values(of: TypedColumn(target.column, .categories(codes, names: names)), dtype))
    } catch {
      throw DataError(.recipe(error))
    }
  }
}

extension Tensor {
  /// Pictures [n, h, w, c] of numbers 0…255 in another size and of other channels.
  fileprivate func pictures(
    height: Int, width: Int, _ channels: Int, _ dtype: DType
  ) -> Tensor {
    let numbers = doubles
    let size = Picture.Size(width: shape[2], height: shape[1], channels: shape[3])
    return Tensor(TensorType([shape[0], height, width, channels], dtype)) { target in
      let bytes = height * width * channels * dtype.byteCount
      for row in (0..<shape[0]).untilInterrupted(every: 8) {
        let own = numbers[row * size.byteCount..<(row + 1) * size.byteCount]
        Picture(size, pixels: own.map { UInt8(Int($0, within: 0...255)) })
          .fitted(height: height, width: width, channels: channels)
          .write(
            to: UnsafeMutableRawBufferPointer(
              rebasing: target[row * bytes..<(row + 1) * bytes]), dtype)
      }
    }
  }
}
