import Support

/// What one line of a plan has to do, told without running it.
package struct LineWork: Equatable, Sendable {
  /// The operation's name, as in `Operation.name`.
  package var operation: String
  /// The label path of the layer that appended it; empty outside of layers.
  package var scope: String
  /// What the line multiplies and adds; 0 for what is not a product.
  package var multiplyAccumulates: Int
  /// Bytes that are read and written: all operands and the result, each once.
  package var bytes: Int

  /// The work of a line; `multiplyAccumulates` and `bytes` are 0 or more.
  package init(operation: String, scope: String, multiplyAccumulates: Int, bytes: Int) {
    (self.operation, self.scope) = (operation, scope)
    (self.multiplyAccumulates, self.bytes) = (multiplyAccumulates, bytes)
  }
}

extension Plan {
  /// The work of each line, in the order in which they run; counts saturate.
  package var work: [LineWork] {
    lines.map { line in
      LineWork(
        operation: line.operation.name, scope: line.scope,
        multiplyAccumulates: line.multiplyAccumulates,
        bytes: line.inputTypes.reduce(line.node.type.byteCount) { saturatingSum($0, $1.byteCount) })
    }
  }
}
