import Engine
import Language
import Support

// How it is worded that samples cannot be looked at.
extension Problems {
  /// The words of what concerns samples; `nil` for other problems of `plot`.
  static func wordedOfPictures(_ error: PlotProblem, at span: SourceSpan?) -> Diagnostic? {
    switch error {
    case .noSuchSamples(let range, let data, let count):
      let (from, to) = (
        NumberText.general(range.lowerBound), NumberText.general(range.upperBound)
      )
      let name = Sanitizer.visible(data)
      return .error(
        "E0637", "\(name) has \(self.count(count, "sample")), and none from \(from) to \(to)",
        at: span,
        hint: "they are counted from 0: `plot d, 0..\(max(0, min(9, count - 1)))`")
    case .notPictures(let data, let sample):
      return .error(
        "E0637",
        "\(Sanitizer.visible(data)) holds no pictures to choose from; its samples are \(sample)",
        at: span, hint: "leave the range out: `plot d`")
    case .noneWrong(let model, let samples):
      return .error(
        "E0638",
        "\(Sanitizer.visible(model)) is right about \(samples == 1 ? "the only sample" : "all \(NumberText.grouped(samples)) samples")",
        at: span,
        hint: "leave `wrong=true` out, or look at other data: `plot m, d.test, wrong=true`")
    case .noBoxes(let data, let count):
      return .error(
        "E0639", "no row of the predicted boxes is on a picture of \(Sanitizer.visible(data))",
        at: span,
        hint:
          "rows are [image, class, score, x1, y1, x2, y2], images from 0 to \(max(0, count - 1))")
    case .noEmbedding(let model, let kind):
      return .error(
        "E0640",
        "\(Sanitizer.visible(model)) has no embedding, whose vectors kind=\(kind) would draw",
        at: span, hint: "`plot d, kind=\(kind)` draws the samples of data")
    case .noSounds(let data, let kind):
      return .error(
        "E0637", "\(Sanitizer.visible(data)) holds no sounds, which kind=\(kind) would draw",
        at: span,
        hint: "`plot x, kind=\(kind), rate=8000` draws a tensor as a sound")
    default: return nil
    }
  }
}
