import Exchange

/// What an expression of a program stands for.
indirect enum Meaning {
  /// A module, a class or a function of a library, by its whole path: `keras.layers.Dense`.
  case library(String)
  case none
  case truth(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case items([Meaning])
  case dictionary([(key: Meaning, value: Meaning)])
  /// An optimizer, a loss, a callback, with the part of Keras that it is of: `optimizers`.
  case constructed(String, KerasLayer)
  case layer(LayerObject)
  case tensor(GraphNode)
  case model(ModelObject)
  case array(ArrayValue)
  case table(TableValue)
  case column(ColumnValue)
  /// What a training came to, by its name.
  case history(String)
  /// What `evaluate` gave, by its name; the fields are the loss and the metrics in their order.
  case evaluation(String, fields: [String])
  /// Mean and deviation of a training part, or what makes words numbers.
  case scaler(Scaler)
  /// A scaler of scikit-learn, with what it was fitted on.
  case fitted(FittedScaler)
  /// Something that is computed here, as text of this language.
  case value(ValueText)
  case function(PythonFunction)
  case method(Meaning, String)
  /// A function that is written in place, whose lines are not read.
  case code
  /// Something that nothing here needs: a figure, a path.
  case unneeded
  /// A whole number that is known only when data are read: how many rows they have, or columns.
  case open
  /// A share of the rows of data: `int(0.8 * len(x))`.
  case rows(DataObject, Double)
  /// Inputs with their targets, and maybe how many make a batch: a folder of pictures, a data set of TensorFlow.
  case samples([Meaning])
  /// How many classes data have, or what they are called.
  case classCount(DataObject)
  case classNames(DataObject)
  /// An argument of `compile` or `fit` that is not understood, with its name where it is one, and why.
  case unread(name: String?, reason: String)
  /// A name that a statement gives which was not understood.
  case lost(line: Int)
}

/// What shifts and scales inputs.
enum Scaler: Equatable {
  /// Words become numbers.
  case classes
  /// Of a training part.
  case mean, deviation
}

/// A scaler of scikit-learn: what it learns is of the data it was fitted on, whatever it transforms.
final class FittedScaler {
  /// `standardize` or `min_max`; of several one after the other the last.
  let step: String
  /// What is done before that: `impute median`.
  var before: [String] = []
  /// What is done to columns that are named, where it is not the same to all; `nil` for what acts on all.
  var parts: [(steps: [String], columns: [String])]?
  /// Whether columns that no part names stay.
  var keepsOthers = true
  /// The name of values that it was fitted on.
  var values: String?
  /// The data whose training part it was fitted on.
  var data: DataObject?

  init(_ step: String) { self.step = step }
}

/// Text of this language that gives a value, and its extents where they are known.
struct ValueText {
  var text: String
  var shape: [Int]?
  /// Whether it may stand in a product without brackets.
  var isAtom = true

  /// Whether it is a product, which may stand in a sum without brackets.
  var isProduct = false

  /// Whether it has no fractions.
  var isWhole = false
  /// Whether it says what holds and what does not.
  var isComparison = false
  /// Whether it has named fields: arrays of one file.
  var isRecord = false

  /// Fit for a product.
  var bracketed: String { isAtom ? text : "(\(text))" }

  /// Fit for what a sign joins.
  func operand(of sign: String) -> String {
    isProduct && (sign == "+" || sign == "-") ? text : bracketed
  }
}

/// A layer that a program makes; called twice, it shares its weights.
final class LayerObject {
  let keras: KerasLayer
  let line: Int
  /// How often it is called in graphs.
  var calls = 0
  /// The layers that it is, one behind the other, where it is made of several cells.
  private(set) lazy var cells: [LayerObject] =
    keras.plainRecurrences?.map { LayerObject($0, line: line) } ?? []

  init(_ keras: KerasLayer, line: Int) {
    self.keras = keras
    self.line = line
  }
}

/// A value of a functional model.
final class GraphNode {
  enum Kind {
    case input
    case layer(LayerObject)
    case model(ModelObject)
    /// `add`, `concatenate` and the like.
    case merge(String, axis: Int)
  }

  let kind: Kind
  let parents: [GraphNode]
  /// In the order in which they were made.
  let number: Int
  /// What the program calls it, or Keras: `name=`.
  var name: String?
  /// The extents of an input; `nil` for those that are left open.
  var extents: [Int?] = []
  /// Whether the data say how large it is.
  var isAsData = false

  init(_ kind: Kind, _ parents: [GraphNode], number: Int, name: String? = nil) {
    self.kind = kind
    self.parents = parents
    self.number = number
    self.name = name
  }
}

/// A model that a program makes.
final class ModelObject {
  enum Kind {
    case sequential([Item])
    case graph(inputs: [GraphNode], output: GraphNode)
  }

  enum Item {
    case layer(LayerObject)
    case model(ModelObject)
  }

  var kind: Kind
  /// What it is called here.
  var name: String
  let line: Int
  /// The extents of one sample; `nil` where nothing says them.
  var extents: [Int?]?
  var compiled = CompiledSettings()
  /// How many functions stood around the statement that gave it its name.
  var namedAt = Int.max
  /// Whether a line uses its name.
  var isUsed = false
  /// The line that was not understood and may have changed it; `nil` where there is none.
  var lostAt: Int?
  /// The line that was not understood and is taken to leave it as it was; `nil` where that has been said.
  var doubtedAt: Int?
  /// The line that adds a layer which is not known here; `nil` where there is none.
  var brokenAt: Int?
  /// Whether its classes have other numbers here than in the program.
  var isRenumbered = false
  /// Whether it has been trained.
  var isTrained = false
  /// Read from a file: there are no lines to write.
  var isLoaded = false
  /// The cell of a notebook in which it is made.
  var cell = 0
  /// Where its text stands in the result.
  var place = 0
  /// The data whose samples it takes, where nothing else says their size.
  var data: String?
  /// What fills a size that is left open.
  var filling: [Int]?

  init(_ kind: Kind, name: String, line: Int) {
    self.kind = kind
    self.name = name
    self.line = line
  }

  /// The models inside a graph, which does not change.
  private lazy var graphModels: [ModelObject] = {
    guard case .graph(_, let output) = kind else { return [] }
    return GraphText.ancestors(of: output).compactMap {
      if case .model(let inner) = $0.kind { inner } else { nil }
    }
  }()

  /// The line behind which nothing is known of it, or of a model inside it.
  var lost: Int? {
    var seen: Set<ObjectIdentifier> = []
    var waiting = [self]
    while let model = waiting.popLast() {
      guard seen.insert(ObjectIdentifier(model)).inserted else { continue }
      if let line = model.lostAt { return line }
      for case .model(let inner) in model.items { waiting.append(inner) }
      waiting += model.graphModels
    }
    return nil
  }

  /// Whether data may say how large a sample is, where nothing else does.
  var isSizedByData: Bool {
    switch kind {
    case .sequential: true
    case .graph(let inputs, _): inputs.count == 1 && inputs[0].isAsData
    }
  }

  /// Whether it is a list without layers.
  var isEmpty: Bool {
    if case .sequential(let items) = kind { items.isEmpty && !isLoaded } else { false }
  }

  /// Its layers where it is a list of them.
  var items: [Item] {
    if case .sequential(let items) = kind { items } else { [] }
  }
}

/// What `compile` said.
struct CompiledSettings {
  var line: Int?
  var optimizer: KerasLayer?
  var loss: KerasLayer?
  var metrics: [KerasLayer] = []
  /// The loss, the optimizer that are programs of their own: what it is, and what the program calls it.
  var unread: [(what: String, name: String)] = []
}
