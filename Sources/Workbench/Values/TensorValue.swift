import Data
import Engine

/// The names of classes in the order of their numbers, shared by all values that have them.
final class ClassNames: Sendable {
  let names: [String]
  /// Whether the numbers are probabilities of them.
  let areShares: Bool

  init(_ names: [String], areShares: Bool = false) {
    (self.names, self.areShares) = (names, areShares)
  }

  /// Those that all of some values have.
  static func common(to values: [TensorValue]) -> ClassNames? {
    guard let first = values.first?.classes,
      values.allSatisfy({ $0.classes === first || $0.classes?.names == first.names })
    else { return nil }
    return first
  }
}

/// Which rows of a file the rows of a tensor are, from 0, or which files of a folder.
final class FileRows: Sendable {
  let rows: [Int]
  /// One for each row, where rows are files.
  let files: [String]?

  init(_ rows: [Int], files: [String]? = nil) { (self.rows, self.files) = (rows, files) }
}

/// Numbers as the evaluator sees them: computed now, or a node of a graph being traced.
///
/// A *weak* value stems from literals only; it is held in float64 and takes the type of the
/// tensor it meets, so that a swept `0.01` never prints as 0.00999999977.
package struct TensorValue {
  enum Content {
    case known(Tensor)
    case traced(Graph.Node, Graph)
  }
  let content: Content
  let isWeak: Bool
  let roles: TensorRoles
  /// The classes of a table of counts, or of the columns of predictions, in their order; `nil` where it has none, or
  /// they have no names.
  let classes: ClassNames?
  /// How they were prepared, where they are rows of a data set; `nil` for what was computed since.
  let preparation: RowPreparation?
  /// The rows of the file that predictions are of; `nil` where they are all of them in their order, and for what was
  /// computed since.
  let fileRows: FileRows?

  /// Numbers with a type of their own.
  init(_ tensor: Tensor) {
    self.init(.known(tensor), isWeak: false)
  }

  /// Numbers that take the type of what they meet; float64.
  init(weak tensor: Tensor) {
    self.init(.known(tensor), isWeak: true)
  }

  init(_ node: Graph.Node, in graph: Graph, isWeak: Bool) {
    self.init(.traced(node, graph), isWeak: isWeak)
  }

  private init(
    _ content: Content, isWeak: Bool, roles: TensorRoles = [], classes: ClassNames? = nil,
    preparation: RowPreparation? = nil, fileRows: FileRows? = nil
  ) {
    self.content = content
    self.isWeak = isWeak
    self.roles = roles
    self.classes = classes
    self.preparation = preparation
    self.fileRows = fileRows
  }

  func with(_ roles: TensorRoles) -> TensorValue {
    TensorValue(
      content, isWeak: isWeak, roles: roles, classes: classes, preparation: preparation,
      fileRows: fileRows)
  }

  /// The same, known to be answers to these rows of a file, one each; unchanged for another number of them.
  func with(rows: [Int]?) -> TensorValue {
    guard let rows, rows.count == shape.extents.first else { return self }
    return TensorValue(
      content, isWeak: isWeak, roles: roles, classes: classes, preparation: preparation,
      fileRows: FileRows(rows))
  }

  /// The same, known to be answers to these files, one each; unchanged for another number of them.
  func with(files: [String]?) -> TensorValue {
    guard let files, files.count == shape.extents.first else { return self }
    return TensorValue(
      content, isWeak: isWeak, roles: roles, classes: classes, preparation: preparation,
      fileRows: FileRows(fileRows?.rows ?? Array(files.indices), files: files))
  }

  /// The same, known to be rows that were prepared so.
  func with(_ preparation: RowPreparation?) -> TensorValue {
    guard let preparation else { return self }
    return TensorValue(
      content, isWeak: isWeak, roles: roles, classes: classes, preparation: preparation)
  }

  /// The same where it still is a table of counts of these classes.
  func with(_ classes: ClassNames?) -> TensorValue {
    guard let classes,
      roles.contains(.confusion)
        || roles.contains(.perClass) && shape.extents == [classes.names.count]
    else { return self }
    return TensorValue(
      content, isWeak: isWeak, roles: roles, classes: classes, preparation: preparation)
  }

  /// The same as predictions with the names of their classes, where there is a column for each, or one alone that is the
  /// number of the second of two. Without names such a column is called `probability`, and `answer` where it `isNumber`
  /// in the units of a target.
  func answering(_ names: [String], isProbability: Bool, isNumber: Bool = false) -> TensorValue {
    guard shape.rank == 2, let width = shape.extents.last else { return self }
    var known: [String] = []
    if names.count > 1, names.count == width || width == 1 && names.count == 2 {
      known = names
    } else if width == 1, isProbability || isNumber {
      known = [isProbability ? "probability" : "answer"]
    }
    guard !known.isEmpty else { return self }
    return TensorValue(
      content, isWeak: isWeak, roles: roles,
      classes: ClassNames(known, areShares: isProbability))
  }

  /// The names of the classes of predictions, as `AnswerColumns` takes them; `nil` of anything else.
  var answerNames: ClassNames? {
    roles.isDisjoint(with: [.confusion, .perClass]) ? classes : nil
  }

  /// Shape and element type, also of what is only being traced.
  package var type: TensorType {
    switch content {
    case .known(let tensor): tensor.type
    case .traced(let node, _): node.type
    }
  }

  /// The extents; none for a single number.
  package var shape: Shape { type.shape }
  /// The element type; float64 where it is weak.
  package var dtype: DType { type.dtype }

  /// The numbers, unless they are only being traced.
  package var known: Tensor? {
    if case .known(let tensor) = content { tensor } else { nil }
  }

  /// A single literal number or what was computed of such, without a role: most of what a loop handles.
  var plainNumber: Double? {
    guard isWeak, roles.isEmpty, case .known(let tensor) = content, tensor.shape.rank == 0,
      tensor.dtype == .float64
    else { return nil }
    return tensor.first
  }

  /// The graph that this value is traced in.
  var graph: Graph? {
    if case .traced(_, let graph) = content { graph } else { nil }
  }

  /// The value as a node of `graph`; known numbers become constants.
  func node(in graph: Graph) -> Graph.Node {
    switch content {
    case .known(let tensor): graph.constant(tensor)
    case .traced(let node, _): node
    }
  }
}
