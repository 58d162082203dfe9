import Engine

/// A function that the user wrote and that can append itself to a graph.
///
/// It stands where a built-in name can: as activation, loss, schedule. It is traced once for each
/// shape, always on the thread that made it.
package protocol TraceableFunction: AnyObject {
  /// The name, or the text of a lambda.
  var name: String { get }
  func trace(_ arguments: [Graph.Node], in graph: Graph) throws -> Graph.Node
  /// How many arguments it needs at least and takes at most.
  var arity: ClosedRange<Int> { get }
  /// The same inside a step of a training, whose models are trained.
  func trace(_ arguments: [Graph.Node], in step: StepTracing) throws -> Graph.Node
  /// The function of a value that is known now.
  func value(of argument: Tensor) throws -> Tensor
}
