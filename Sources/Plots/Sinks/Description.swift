import Support

extension Plot {
  /// The one fact that stands for the chart where nothing else has room; never empty.
  package var headline: String { chart.headline }

  /// The chart in two to five plain sentences, for readers who do not see it.
  ///
  /// Numbers come from the data, not from the picture.
  package var description: String {
    let name = title.isEmpty ? [] : [clean(title) + "."]
    return (name + chart.description(of: self) + (cautions + notes).map { clean($0) + "." })
      .joined(separator: " ")
  }

  /// The chart's data as named columns.
  package var dataColumns: [ChartColumn] { chart.dataColumns(of: self) }
}
