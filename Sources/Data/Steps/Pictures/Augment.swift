import Catalog
import Engine

/// Pictures of the training part that are moved, turned and stirred anew for each batch.
struct Augment: DataStep {
  /// Which mirror images may be drawn.
  enum Flip: String, CaseIterable {
    case none, horizontal, vertical, both
  }

  static let shift = Parameter<Int>(
    "shift", "pixels that a picture moves at most, to each side", default: 0,
    rule: "between 0 and 1,000", where: { $0 >= 0 && $0 <= 1_000 })
  static let rotate = amount("rotate", "degrees that it turns at most, to each side", upTo: 180)
  static let zoom = amount("zoom", "share by which it grows or shrinks at most", upTo: 0.9)
  static let flip = Parameter<Flip>(
    "flip", "the mirror images that may be drawn", expected: "a direction", default: { .none },
    shown: .nothing, words: Flip.allCases.map(\.rawValue),
    read: { argument in
      switch argument {
      case .word(let word): Flip(rawValue: word)
      case .none: Flip.none
      default: nil
      }
    })
  static let noise = amount("noise", "deviation of a normal number added to each pixel", upTo: 1e6)
  /// What can be drawn, in the order of help.
  static let parameters = [
    shift.description, rotate.description, zoom.description, flip.description, noise.description,
  ]
  static let signature = Signature(
    "augment", .step, "Move, turn, zoom, mirror or stir the training pictures anew for each batch.",
    example: "data digits { take 10; augment shift=2, rotate=10; rescale 1/255 }",
    parameters,
    details: """
      Samples [height, width] or [height, width, channels]; noise fits any. Amounts are uniform up \
      to what is written, `shift` in whole pixels, and what comes in from outside repeats the edge. \
      Turned and zoomed pictures are interpolated between four pixels. What is drawn follows from \
      (step, sample of the batch); noise counts in the units that later lines give the numbers. \
      Only the training part, and only while it trains.
      """)

  private let motion: PictureMotion
  private let noise: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    let flip = try arguments[Self.flip]
    motion = PictureMotion(
      shift: try arguments[Self.shift], degrees: try arguments[Self.rotate],
      zoom: try arguments[Self.zoom], flipsHorizontally: flip == .horizontal || flip == .both,
      flipsVertically: flip == .vertical || flip == .both)
    noise = try arguments[Self.noise]
    guard !motion.isNothing || noise > 0 else {
      throw arguments.missing(Self.shift, "shift, rotate, zoom, flip or noise")
    }
  }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    var result = dataset
    result.train.change = try augmentation(of: dataset, context)
    return result
  }

  /// The changes of one training sample; `view` tells random streams for the same samples apart.
  func augmentation(
    of dataset: Dataset, view: String = "", _ context: DataContext
  ) throws(DataError) -> Augmentation {
    try dataset.checkNumbers()
    guard dataset.train.change == nil else { throw DataError(.samples(.changedAlready)) }
    let sample = dataset.sampleShape
    let isPicture = (2...3).contains(sample.rank)
    guard isPicture || motion.isNothing else {
      throw DataError(.samples(.needsPictures(sample: sample)))
    }
    guard motion.isNothing || !dataset.hasBoxes else { throw DataError(.samples(.movesBoxes)) }
    let what = "\(dataset.train.count) rows of \(sample)\(view)"
    return Augmentation(
      height: isPicture ? sample[0] : 1, width: isPicture ? sample[1] : sample.count,
      channels: sample.rank == 3 ? sample[2] : 1, motion: motion, noise: noise,
      motions: context.stream(.augmentation, what), noises: context.stream(.noise, what))
  }

  private static func amount(
    _ name: String, _ summary: String, upTo most: Double
  ) -> Parameter<Double> {
    Parameter(
      name, summary, default: 0,
      rule: "between 0 and \(NumberText.exact(most))",
      where: { $0 >= 0 && $0 <= most })
  }
}
