extension [LayerDescription] {
  /// The labels that lines get in a model of these inputs, by where each line stands: `origin`.
  ///
  /// Throws what describing the model would throw of its words and arguments.
  package func labels(inputs: [String]) throws(LearningError) -> [Range<Int>: String] {
    try checkSize()
    var elaboration = Elaboration(inputs: inputs, lines: self)
    var labels: [Range<Int>: String] = [:]
    var rest = try elaboration.elements(self)
    while let element = rest.popLast() {
      labels[element.origin] = element.label
      rest += element.inner
    }
    return labels
  }
}
