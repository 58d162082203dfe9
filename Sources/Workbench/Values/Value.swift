import Catalog
import Data
import Engine
import Learning
import Support

/// Everything that an expression of the language can be.
package indirect enum Value {
  case none
  case bool(Bool)
  case text(String)
  /// Numbers too: a number is a tensor of rank 0.
  case tensor(TensorValue)
  /// A closed interval: `-6..6`.
  case range(Double, Double)
  case list(ValueList)
  /// `{age: 41, sex: "male"}`
  case record(RecordValue)
  case quantity(Quantity)
  case function(FunctionValue)
  /// Lines of a model, made by `block { … }`.
  case block([LayerDescription], text: String)
  case model(Model)
  /// A layer of a model, by its label path: `m.hidden`.
  case layer(Model, path: String)
  case dataset(Dataset)
  /// A catalogue entry without options, `relu`, or with them, `adam(0.01)`.
  case spec(Spec, Signature.Kind)
  case run(TrainingRun)
  case report(ReportValue)
  case server(ServerValue)

  /// A weak number, as literals make it.
  package static func number(_ number: Double) -> Value {
    .tensor(TensorValue(weak: Tensor(scalar: number)))
  }

  var isRange: Bool {
    if case .range = self { true } else { false }
  }

  /// The number, where this is a tensor of rank 0 whose value is known now.
  package var number: Double? {
    guard case .tensor(let tensor) = self, tensor.shape.rank == 0, let known = tensor.known else {
      return nil
    }
    return known.first
  }

  /// The kind of value in the user's words, for errors: "a tensor", "a model".
  package var kindName: String {
    switch self {
    case .none: "none"
    case .bool: "true or false"
    case .text: "text"
    case .tensor(let tensor): tensor.shape.rank == 0 ? "a number" : "a tensor"
    case .range: "a range"
    case .list: "a list"
    case .record(let record): record.messageText
    case .quantity: "a quantity"
    case .function: "a function"
    case .block: "a block"
    case .model: "a model"
    case .layer: "a layer"
    case .dataset: "a data set"
    case .spec(_, let kind): withArticle(kind.rawValue)
    case .run: "a run"
    case .report: "a report"
    case .server: "a server"
    }
  }
}

extension Value: DescribedInMessages {
  /// "tensor[2, 3]" or "a model": how an error names the value.
  package var messageText: String {
    if case .tensor(let tensor) = self, tensor.shape.rank > 0 { return "tensor\(tensor.shape)" }
    return kindName
  }
}

extension Value {
  /// A number by itself: that it is one is no news.
  var kindText: String { number.map { NumberText.general($0) } ?? messageText }

  /// The same with a text as it is written.
  var foundText: String {
    if case .text(let text) = self { "\"\(text)\"" } else { kindText }
  }
}
