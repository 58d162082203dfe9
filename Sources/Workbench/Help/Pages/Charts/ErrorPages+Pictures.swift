import Language

extension ErrorPages {
  /// Samples that cannot be looked at.
  static let pictures = [
    page(
      "E0637", "there are no such samples to look at",
      "Samples are counted from 0, and a range has both ends: `0..9` are ten. Pictures and sounds can be chosen so.",
      "d = data digits { take 10 }; plot d, 0..99", "d = data digits { take 10 }; plot d, 0..5"),
    page(
      "E0638", "a model is wrong about no sample",
      "`wrong=true` draws only pictures of which the model is wrong, and there is none.",
      "plot m, d, wrong=true", "plot m, d"),
    page(
      "E0639", "predicted boxes are on no picture of the data",
      "Rows of predicted boxes are [image, class, score, x1, y1, x2, y2]; images are counted from 0.",
      "plot d, [[900, 0, 0.9, 0.1, 0.1, 0.5, 0.5]]", "plot d, [[0, 0, 0.9, 0.1, 0.1, 0.5, 0.5]]"),
    page(
      "E0640", "a model has no vectors for words",
      "kind=pca and kind=tsne of a model draw the vectors of its embedding, with the words that they stand for.",
      "m = model 2 { dense 1 }; plot m, kind=pca",
      "m = model [4] { embedding 9, 2; flatten; dense 1 }; plot m, kind=pca"),
  ]
}
