import Engine
import Support

extension Dataset {
  /// One part in the words of the table.
  package struct Row: Sendable, Equatable {
    /// `train`, `validation`, `test`.
    package let part: String
    /// How many samples.
    package let count: Int
    /// `[784] float 0..1`: shape of a sample, type, smallest and largest number; one for each
    /// input.
    package let inputs: [String]
    /// The same of the targets; empty where there are none.
    package let y: String
  }

  /// The parts that exist, in order.
  package var rows: [Row] {
    Part.allCases.compactMap { part in
      samples(of: part).map { samples in
        Row(
          part: (self.part ?? part).rawValue, count: samples.count,
          inputs: samples.inputs.map { describe($0.rows) },
          y: samples.targets.map(describe) ?? "none")
      }
    }
  }

  /// A row for each part; below them how often each class occurs in training, or what the numbers of
  /// a text stand for.
  package var table: Table {
    let inputs = train.inputs.indices.map { index in
      Table.Field<Row>.text(train.inputs[index].name) { $0.inputs[index] }
    }
    let isText = !vocabularies.isEmpty
    let title = isText ? "vocab" : "classes"
    var items = isText ? vocabularyFacts : classFacts
    // The parts stand above, and only one of them is counted.
    if !isText, !items.isEmpty, validation != nil || test != nil {
      items.append(Fact("", .text("(train)")))
    }
    return Table(
      rows, remarks: items.isEmpty ? [] : [.init(title, items)],
      [.text("split") { $0.part }, .count("samples") { $0.count }] + inputs + [.text("y") { $0.y }])
  }

  /// `44: 43 characters, mask` for a text; for pairs with the name of each input before it.
  private var vocabularyFacts: [Fact] {
    zip(train.inputs, vocabularies).map { input, vocabulary in
      let specials = vocabulary.specials.sorted { $0.value < $1.value }.map(\.key.rawValue)
      let parts =
        ["\(NumberText.grouped(vocabulary.texts.count)) \(vocabulary.unitName)"] + specials
      let name = vocabularies.count > 1 ? "\(input.name) " : ""
      return Fact(
        "\(name)\(NumberText.grouped(vocabulary.count))", .text(parts.joined(separator: ", ")))
    }
  }

  /// `0: 54,077` for each class of training; for more than twenty, their number and sizes.
  private var classFacts: [Fact] {
    guard let counts = train.classCounts, !counts.isEmpty else { return [] }
    guard counts.count <= 20 else {
      let used = counts.filter { $0 > 0 }
      guard let fewest = used.min(), let most = used.max() else { return [] }
      let sizes = "each \(NumberText.grouped(fewest)) to \(NumberText.grouped(most)) times"
      return [Fact("", .text("\(NumberText.grouped(used.count)), \(sizes)"))]
    }
    return counts.enumerated().map { label, count in
      Fact(label < classNames.count ? classNames[label] : "\(label)", .count(count))
    }
  }
}

private func describe(_ rows: SampleRows) -> String {
  var words = rows.shape.rank == 0 ? [] : [rows.shape.description]
  words.append(rows.dtype.isFloat ? "float" : "int")
  if let range = rows.covered.extremes {
    words.append(
      NumberText.general(range.lowerBound) + ".." + NumberText.general(range.upperBound))
  }
  return words.joined(separator: " ")
}
