import Support

/// Why a file of ONNX cannot be read as a model; worded elsewhere.
package enum ONNXReadingError: Error {
  /// Operators that no layer stands for, all at once.
  case operators([Unknown])
  /// The graph is no graph, or of a version that is not known.
  case graph(Fault)
  /// Extents of an input that the file leaves open, or that do not fit those that are given.
  case openShape(input: String, extents: [String], given: [Int]?)
  /// Numbers in another file, which cannot be had.
  case outside(tensor: String, location: String, Outside)
  /// An output that the graph does not have, and those that it has.
  case output(String, known: [String])

  /// The user asked for its end.
  case interrupted

  /// An operator that cannot be read, with the nodes that it stands in.
  package struct Unknown {
    /// Its name, with its domain where it is not ONNX's own.
    package let operation: String
    /// What of it is not known; `nil` where nothing of it is.
    package let reason: String?
    /// By their names, in order.
    package var nodes: [String]
  }

  /// What is wrong with the graph.
  package enum Fault {
    /// The version of the operators; those that are known.
    case operatorSet(Int, known: ClosedRange<Int>)
    case noOperatorSet
    case noInput
    case noOutput
    /// Two values with one name.
    case twice(name: String)
    /// A node reads what nothing makes.
    case missing(name: String, node: String)
    /// A node follows from itself.
    case cycle(node: String)
    /// The output does not depend on an input.
    case constant(output: String)
    /// The inputs are not numbers.
    case texts(input: String)
  }

  /// Why the numbers of another file cannot be had.
  package enum Outside {
    /// It does not lie in the model's folder.
    case elsewhere
    /// It is too short.
    case short(bytes: Int, expected: Int)
  }
}
