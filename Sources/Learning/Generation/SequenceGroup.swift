import Engine

/// Sequences of one model that grow side by side, each at a position of its own, one position a step.
///
/// Each row has the bits that it would have alone (`SequencePredictor`). Which sequence stands in a row is the affair of
/// whoever asks: `SequencePool`.
final class SequenceGroup {
  /// How many sequences there is room for.
  let rows: Int
  /// Whether they can be no longer than the model's input.
  let isBounded: Bool
  private let plan: StagedPlan
  private let memory: SequenceMemory
  private let input: Graph.Node

  /// `nil` for a model of several inputs, and for one with a layer that needs whole sequences.
  static func make(
    _ model: Model, rows: Int, team: ThreadTeam?
  ) throws(LearningError) -> SequenceGroup? {
    guard model.inputs.count == 1, model.inputs[0].shape.rank == 1 else { return nil }
    let graph = Graph()
    let memory = SequenceMemory(of: model.inputs[0].shape[0], rows: rows, in: graph)
    let input = graph.input(TensorType([rows, 1], .int32))
    memory.addGrowing(input)
    guard
      let output = try? model.apply(
        to: [input], in: graph, Application(memory: memory)
      ).output, memory.isGrowing(output), output.shape.rank == 3, output.shape[0] == rows
    else { return nil }
    let plan = try StagedPlan(graph, output: output, memory, model: model.name, team: team)
    return SequenceGroup(plan, memory, input)
  }

  private init(_ plan: StagedPlan, _ memory: SequenceMemory, _ input: Graph.Node) {
    (self.plan, self.memory, self.input) = (plan, memory, input)
    (rows, isBounded) = (memory.rows, memory.isBounded)
  }

  /// One step: the scores behind the token of each row that has one [rows × 1 × scores]; the others stay as they are.
  func run(_ tokens: [(token: Int, position: Int)?]) -> Tensor {
    var given = [
      (memory.position, Tensor(tokens.map { Int32($0?.position ?? 0) }, [rows])),
      (input, Tensor(tokens.map { Int32($0?.token ?? 0) }, [rows, 1])),
    ]
    if let moves = memory.moves {
      given.append((moves, Tensor(tokens.map { $0 == nil ? 0 : 1 as Int32 }, [rows])))
    }
    return plan.run(given)
  }

  /// Puts into each row what was remembered in a row of this group or another one of the same model; nothing where it is `nil`.
  func take(_ sources: [Int?], from other: SequenceGroup) {
    let values = other.memory.variables.map(\.value)
    for (variable, old) in zip(memory.variables, values) {
      variable.set(
        Tensor(variable.type) { target in
          let size = target.count / rows
          old.withBytes { bytes in
            for (row, source) in sources.enumerated() {
              let place = UnsafeMutableRawBufferPointer(
                rebasing: target[row * size..<(row + 1) * size])
              if let source {
                place.copyMemory(
                  from: UnsafeRawBufferPointer(rebasing: bytes[source * size..<(source + 1) * size])
                )
              } else {
                place.initializeMemory(as: UInt8.self, repeating: 0)
              }
            }
          }
        })
    }
  }
}
