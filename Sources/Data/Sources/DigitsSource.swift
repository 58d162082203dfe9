import Catalog
import Engine

/// The built-in digits.
enum DigitsSource: DataSource {
  static let signature = Signature(
    "digits", .source, "70,000 drawn digits that are built in, like handwriting.",
    example: "data digits { take 100, test=20; rescale 1/255; flatten }",
    details: """
      Images [28 × 28] of bytes 0..255, ten classes, 60,000 for training and 10,000 for testing. \
      Drawn with a pen: three or four ways to write each digit, every one slanted, turned, bent and \
      shaken, always the same whatever the seed. A linear model reaches about 90 % on the test \
      part, 784-256-10 about 98 %.
      """)

  static func load(
    _ arguments: BoundArguments, _ context: DataContext
  ) throws(DataError) -> Dataset {
    let training = min(context.limits[.train] ?? .max, DigitSet.trainingCount)
    let test = min(context.limits[.test] ?? .max, DigitSet.testCount)
    let first = DigitSet.trainingCount
    var dataset = Dataset(
      name: "digits", train: try samples(0..<training, context),
      test: try samples(first..<first + test, context), provenance: "built in")
    dataset.notePictures(.digits)
    return dataset
  }

  private static func samples(
    _ range: Range<Int>, _ context: DataContext
  ) throws(DataError) -> Samples {
    let side = DigitSet.side
    var bytes = [UInt8](repeating: 0, count: range.count * side * side)
    let isDrawn = bytes.withUnsafeMutableBufferPointer {
      DigitSet.draw(range, into: $0, isInterrupted: context.isInterrupted)
    }
    guard isDrawn else { throw DataError(.interrupted) }
    return Samples(
      x: Tensor(bytes: bytes, [range.count, side, side], context.dtype),
      y: Tensor(range.map { Int32(DigitSet.label($0)) }, [range.count]))
  }
}
