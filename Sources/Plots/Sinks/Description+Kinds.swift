import Support

extension Plot {
  func describe(_ classes: [PointClass]) -> [String] {
    classes.prefix(6).map { one in
      let (xs, ys) = (Array(one.xs.prefix(one.count)), Array(one.ys.prefix(one.count)))
      let x = SampleSummary(of: xs, in: xs.indices)
      let y = SampleSummary(of: ys, in: ys.indices)
      let name =
        one.label.isEmpty
        ? "The points" : "\(one.isCurve ? "Line" : "Class") \(clean(one.label))"
      guard x.finiteCount > 0, y.finiteCount > 0 else { return "\(name): no finite point." }
      return "\(name): \(plural(one.count, "point")) from x \(short(x.minimum)) to"
        + " \(short(x.maximum)), y \(short(y.minimum)) to \(short(y.maximum))."
    }
  }

  func describe(_ field: BoundaryField, _ classes: [PointClass]) -> [String] {
    let points = classes.reduce(0) { $0 + $1.count }
    let wrong = classes.reduce(0) { sum, one in sum + (0..<one.count).count { one.isWrong($0) } }
    var shares = [Int](repeating: 0, count: field.classCount)
    for winner in field.winners where shares.indices.contains(winner) { shares[winner] += 1 }
    let total = Double(max(1, field.winners.count))
    let areas = shares.enumerated().prefix(8).map { index, count in
      let name = index < classes.count ? clean(classes[index].label) : String(index)
      return "\(name) \(percent(Double(count) / total))"
    }
    var result = [
      (field.isValueBands
        ? "The predicted value in \(plural(field.classCount, "band"))"
        : "Decision regions of \(plural(field.classCount, "class", "classes"))") + " for x"
        + " \(short(field.xs.lowerBound)) to \(short(field.xs.upperBound)), y"
        + " \(short(field.ys.lowerBound)) to \(short(field.ys.upperBound)).",
      "Shares of the area: \(areas.joined(separator: ", ")).",
    ]
    if points > 0 {
      let verdict =
        wrong > 0
        ? ", \(NumberText.grouped(wrong)) of them \(field.isValueBands ? "predicted in another band" : "wrong")"
        : ""
      result.append("\(plural(points, "point"))\(verdict).")
    }
    return result
  }

  func describe(_ counts: ConfusionCounts) -> [String] {
    guard counts.total > 0 else { return ["Confusion matrix without samples."] }
    var result = [
      "Confusion matrix of \(plural(counts.labels.count, "class", "classes")).",
      "\(NumberText.grouped(counts.correct)) of \(plural(counts.total, "sample")) are right:"
        + " accuracy \(percent(counts.accuracy, decimals: 2)).",
    ]
    let worst = counts.worst(3).map { mistake in
      "\(clean(counts.labels[mistake.truth])) as \(clean(counts.labels[mistake.predicted]))"
        + " (\(NumberText.grouped(mistake.count)))"
    }
    if !worst.isEmpty { result.append("Most often mistaken: \(worst.joined(separator: ", ")).") }
    let recalls = counts.labels.indices.filter { !counts.recall(of: $0).isNaN }
    if let low = recalls.min(by: { counts.recall(of: $0) < counts.recall(of: $1) }) {
      result.append(
        "The lowest recall is \(percent(counts.recall(of: low))), of class"
          + " \(clean(counts.labels[low])).")
    }
    return result
  }

  func describe(_ cells: [ImageCell]) -> [String] {
    guard let first = cells.first else { return ["No picture."] }
    let colors = first.channels == 3 ? "in colour" : "in grey"
    var result = [
      "\(plural(cells.count, "picture")) of \(first.width)×\(first.height) pixels \(colors)."
    ]
    let captions = cells.prefix(12).map { clean($0.caption) }.filter { !$0.isEmpty }
    if !captions.isEmpty { result.append("Captions: \(captions.joined(separator: "; ")).") }
    return result
  }

  func describe(_ map: HeatMap) -> [String] {
    guard let range = map.range, let low = map.values.firstIndex(of: range.lowerBound),
      let high = map.values.firstIndex(of: range.upperBound)
    else { return ["A table without finite values."] }
    func place(_ index: Int) -> String {
      "row \(index / map.columns), column \(index % map.columns)"
    }
    var result = [
      "Heat map of \(plural(map.rows, "row")) and \(plural(map.columns, "column")).",
      "The smallest value is \(short(range.lowerBound)) in \(place(low)), the largest"
        + " \(short(range.upperBound)) in \(place(high)).",
    ]
    let missing = map.values.count { $0.isNaN }
    if missing > 0 { result.append("\(plural(missing, "value is", "values are")) not a number.") }
    return result
  }

  func describe(_ values: [Double]) -> [String] {
    let finite = values.filter(\.isFinite).sorted()
    guard let low = finite.first, let high = finite.last else {
      return ["Histogram without finite values."]
    }
    let (mean, deviation) = Histogram.moments(finite)
    var result = [
      "Histogram of \(plural(values.count, "value")) from \(short(low)) to \(short(high)).",
      "Their mean is \(short(mean)), their standard deviation \(short(deviation)), the median"
        + " \(short(finite[finite.count / 2])).",
    ]
    let missing = values.count - finite.count
    if missing > 0 { result.append("\(plural(missing, "value is", "values are")) not finite.") }
    return result
  }
}
