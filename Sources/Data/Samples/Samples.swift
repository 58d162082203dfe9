import Engine

/// Inputs and targets of as many samples; an immutable value.
package struct Samples: Sendable {
  /// One input of a model, under the name that the model gives it.
  package struct Input: Sendable {
    /// As the model calls it: `x`, `query`.
    package var name: String
    /// One row a sample.
    package var rows: SampleRows
    /// What its numbers stand for, where they are text.
    package var vocabulary: TokenVocabulary?

    /// The rows of one input.
    package init(_ name: String, _ rows: SampleRows, _ vocabulary: TokenVocabulary? = nil) {
      self.name = name
      self.rows = rows
      self.vocabulary = vocabulary
    }

    func mapping(_ change: (SampleRows) -> SampleRows) -> Input {
      Input(name, change(rows), vocabulary)
    }
  }

  /// At least one.
  package var inputs: [Input]
  /// `nil` for samples that have no targets.
  package var targets: SampleRows?
  /// How much each sample counts in losses and metrics: a number of float64, 0 or more; `nil` where all
  /// count alike.
  package var weights: SampleRows?
  /// What is drawn anew for each batch, such as masks.
  package var change: (any BatchChange)?
  /// The class number that says that there is nothing to learn here.
  package var ignoredClass: Int?

  /// Which sample of its source each is, from 0, whatever has chosen or shuffled them; `nil` where nobody counts them.
  package var places: [Int]?

  /// Samples of several inputs: as many rows in each as targets, at least one input.
  package init(_ inputs: [Input], targets: SampleRows?) {
    precondition(
      !inputs.isEmpty
        && inputs.allSatisfy { $0.rows.count == (targets ?? inputs[0].rows).count },
      "as many targets as inputs")
    self.inputs = inputs
    self.targets = targets
  }

  /// Samples of one input `x [samples × …]` with targets `y [samples × …]`.
  package init(x: Tensor, y: Tensor) {
    precondition(x.shape.rank > 0 && y.shape.rank > 0, "the first axis counts samples")
    self.init([Input("x", SampleRows(x))], targets: SampleRows(y))
  }

  /// Samples without targets.
  package init(x: Tensor) { self.init([Input("x", SampleRows(x))], targets: nil) }

  /// How many samples.
  package var count: Int { inputs[0].rows.count }

  /// The first input as a tensor.
  package var x: Tensor { inputs[0].rows.tensor }

  /// The targets as a tensor; without targets one of no numbers.
  package var y: Tensor { targets?.tensor ?? Tensor([Double](), [count, 0]) }

  /// The shape of one input, without the axis of samples.
  package var sampleShape: Shape { inputs[0].rows.shape }

  /// The shape of one sample of each input.
  package var inputShapes: [Shape] { inputs.map(\.rows.shape) }

  /// The shape of one target; `[]` for class numbers.
  package var targetShape: Shape { targets?.shape ?? [0] }

  /// The samples at these positions, in this order.
  package func subset(_ positions: some Collection<Int>) -> Samples {
    var result = mapping { $0.subset(positions) }
    result.weights = weights.map { $0.subset(positions) }
    result.places = known.map { places in positions.map { places[$0] } }
    return result
  }

  /// Neighbouring samples.
  package func subset(_ range: Range<Int>) -> Samples {
    var result = mapping { $0.subset(range) }
    result.weights = weights.map { $0.subset(range) }
    result.places = known.map { Array($0[range]) }
    return result
  }

  /// The places, where there is one for each sample.
  private var known: [Int]? { places?.count == count ? places : nil }

  /// All inputs and the targets put through the same change; weights stay as they are.
  package func mapping(_ change: (SampleRows) -> SampleRows) -> Samples {
    var result = mappingInputs(change)
    result.targets = targets.map(change)
    return result
  }

  /// The inputs put through a change.
  package func mappingInputs(_ change: (SampleRows) -> SampleRows) -> Samples {
    var result = self
    result.inputs = inputs.map { $0.mapping(change) }
    return result
  }

  /// The same inputs with other targets.
  func withTargets(_ y: Tensor) -> Samples {
    var result = self
    result.targets = SampleRows(y)
    return result
  }

  /// How often each class number from 0 on occurs; `nil` where targets are no class numbers.
  package var classCounts: [Int]? {
    guard let targets, targets.shape.count == 1 else { return nil }
    return targets.covered.labelCounts
  }
}
