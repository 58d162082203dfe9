import Support

// What the file gives as an answer for each sample.
extension ONNXReader {
  /// The output in the order of its axes, one answer for each sample; pictures and sequences keep their channels last
  /// where they came so.
  ///
  /// A file may put its samples into another axis, or into one with more: the numbers are the same, another shape is
  /// told. Throws where samples lie between other numbers.
  func answer(_ stream: ONNXStream, _ name: String) throws(ONNXReadingError) -> ONNXStream {
    let axes = stream.axes
    if turnedInputs, axes.count > 2, axes[0] == [0], axes.allSatisfy({ $0.count == 1 }),
      axes[2...] + [axes[1]] == (1..<axes.count).map({ [$0] })[...]
    {
      return stream
    }
    guard batch == 1 || stream.batchAxis != nil || axes.first?.first == 0 else {
      let node = graph.nodes.first { $0.outputs.contains(name) }
      throw .operators([
        .init(
          operation: node?.operation ?? name,
          reason: "its result has the samples of a batch between other numbers",
          nodes: [node?.shownName ?? name])
      ])
    }
    let groups = axes.filter { $0 != [0] }.map { $0.filter { $0 != 0 } }
    let answer = arranged(stream, groups)
    if !groups.isEmpty, stream.extents(batch) != [batch] + answer.actual {
      remark(
        "`\(Sanitizer.visible(name))` is [\(shown(stream))] in the file; here the samples stand in an axis of their own, "
          + "in front: [\((["N"] + answer.actual.map(String.init)).joined(separator: ", "))]")
    }
    return answer
  }

  /// The extents of a stream, `N` samples.
  private func shown(_ stream: ONNXStream) -> String {
    stream.axes.indices.map { axis in
      let extent = stream.extent(ofAxis: axis)
      guard stream.axes[axis].contains(0) else { return String(extent) }
      return extent == 1 ? "N" : "N*\(extent)"
    }.joined(separator: ", ")
  }
}
