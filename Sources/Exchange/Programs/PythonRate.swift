import Engine
import Learning

/// A learning rate as a function of the step in Python.
struct PythonRate {
  /// `def learning_rate(step): …`, the step counted from 0.
  let text: String
  /// The rate where it never changes.
  let constant: Double?

  init(_ rate: LearningRate) throws {
    constant = rate.known
    if let constant {
      text = """
        def learning_rate(step):
            \"""The rate of a step, counted from 0.\"""
            return \(PythonText.number(constant))
        """
      return
    }
    // A rate knows nothing of batches: both graphs are the same.
    var failure: (any Error)?
    var follows = true
    let pair = try GraphPair(named: "learning_rate", format: "NumPy") { (_) throws(ExportError) in
      let graph = Graph()
      let step = graph.input(TensorType([], .float64), name: "step")
      do {
        if let output = try rate.node(of: step, in: graph) { return (graph, [step], output, nil) }
        follows = false
      } catch {
        failure = error
      }
      return (graph, [step], step, nil)
    }
    if let failure { throw failure }
    guard follows else {
      throw ProgramRefusal.part(
        "a learning rate that follows what is measured (`reduce_on_plateau`)")
    }
    let writer = PythonWriter(
      pair, .numpy, weight: { _ in "None" },
      constant: {
        let numbers = $0.doubles.map { PythonText.number($0) }.joined(separator: ", ")
        return "np.array([\(numbers)]).reshape(\(PythonText.tuple($0.shape.extents)))"
      })
    let written = try writer.lines(from: [(pair.inputs[0], "step")], to: [pair.output])
    let lines =
      ["step = np.float64(step)"]
      + written.lines + ["return float(np.reshape(\(written.outputs[0]), ()))"]
    text = """
      def learning_rate(step):
          \"""The rate of a step, counted from 0.\"""
      \(lines.joined(separator: "\n").indented(4))
      """
  }
}
