import Engine

/// A function that the user wrote and that can append itself to a graph.
///
/// It stands where a built-in name can: as activation, loss, schedule. It is traced once for each
/// shape, always on the thread that made it.
public protocol TraceableFunction: AnyObject {
  /// The name, or the text of a lambda.
  var name: String { get }
  func trace(_ arguments: [Graph.Node], in graph: Graph) throws -> Graph.Node
}
