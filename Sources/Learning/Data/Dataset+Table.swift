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

  /// `data d: mnist` and a row for each part; below them how often each class occurs in training,
  /// or what the numbers of a text stand for.
  package func table(named variable: String) -> String {
    let header = ["split", "samples"] + train.inputs.map(\.name) + ["y"]
    let rows = rows.map { [$0.part, NumberText.grouped($0.count)] + $0.inputs + [$0.y] }
    let (title, items) =
      vocabularies.isEmpty ? ("classes", classTexts) : ("vocab", vocabularyTexts)
    var widths = header.indices.map { column in
      ([header] + rows).reduce(0) { max($0, TextWidth.columns(of: $1[column])) }
    }
    if !items.isEmpty { widths[0] = max(widths[0], title.count) }

    var lines = ["data \(variable): \(name)"]
    for row in [header] + rows {
      var line =
        "  " + TextWidth.padded(row[0], to: widths[0])
        + "  " + TextWidth.rightAligned(row[1], to: widths[1])
      for column in 2..<row.count - 1 {
        line += "  " + TextWidth.padded(row[column], to: widths[column])
      }
      lines.append(line + "  " + (row.last ?? ""))
    }
    let indentation = String(repeating: " ", count: widths[0] + 4)
    for (index, line) in wrapped(items, columns: 80 - indentation.count).enumerated() {
      let start = "  " + TextWidth.padded(title, to: widths[0]) + "  "
      lines.append((index == 0 ? start : indentation) + line)
    }
    return lines.joined(separator: "\n")
  }

  /// `44: 43 characters, mask` for a text; for pairs with the name of each input before it.
  private var vocabularyTexts: [String] {
    zip(train.inputs, vocabularies).map { input, vocabulary in
      let specials = vocabulary.specials.sorted { $0.value < $1.value }.map(\.key.rawValue)
      let parts =
        ["\(NumberText.grouped(vocabulary.texts.count)) \(vocabulary.unitName)"] + specials
      let name = vocabularies.count > 1 ? "\(input.name) " : ""
      return "\(name)\(NumberText.grouped(vocabulary.count)): \(parts.joined(separator: ", "))"
    }
  }

  /// `0: 54,077` for each class of training; for more than twenty, their number and sizes.
  private var classTexts: [String] {
    guard let counts = train.classCounts, !counts.isEmpty else { return [] }
    guard counts.count <= 20 else {
      let used = counts.filter { $0 > 0 }
      guard let fewest = used.min(), let most = used.max() else { return [] }
      return [
        "\(NumberText.grouped(used.count)), each \(NumberText.grouped(fewest)) to "
          + "\(NumberText.grouped(most)) times"
      ]
    }
    return counts.enumerated().map { label, count in
      let name = label < classNames.count ? Sanitizer.visible(classNames[label]) : "\(label)"
      return "\(name): \(NumberText.grouped(count))"
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

/// The items two blanks apart, on as many lines as the columns ask for.
private func wrapped(_ items: [String], columns: Int) -> [String] {
  var lines: [String] = []
  for item in items {
    if let last = lines.last, TextWidth.columns(of: last + "  " + item) <= columns {
      lines[lines.count - 1] = last + "  " + item
    } else {
      lines.append(item)
    }
  }
  return lines
}
