import Engine
import Learning
import Support

/// A model as a program of PyTorch's: a class with the weights' modules and `forward`.
struct TorchProgram {
  let torch: TorchModel
  /// Tensors that the lines read and that are no weights, under their names.
  private(set) var constants: [(name: String, tensor: Tensor)] = []
  private let lines: [String]
  private let results: [String]
  private let penalties: [String]
  private let helpers: Set<PythonHelper>
  /// The names of the inputs, in their order.
  let inputs: [String]

  init(_ model: Model) throws(ExportError) {
    let torch = try TorchModel(model)
    try self.init(torch, to: [torch.pair.output])
  }

  /// The same with other outputs, and with what regularizers add.
  init(
    _ torch: TorchModel, to outputs: [Graph.Node], penalties: [Graph.Node] = []
  ) throws(ExportError) {
    self.torch = torch
    let model = torch.model
    var taken: Set<String> = []
    inputs = model.inputs.map { input in
      var name = model.inputs.count == 1 ? "x" : PythonText.identifier(input.name)
      while !taken.insert(name).inserted { name += "_" }
      return name
    }
    let box = ConstantBox()
    let writer = PythonWriter(
      torch.pair, .torch, calls: torch.calls, weight: { torch.expression(of: $0) },
      constant: { "self." + box.name(of: $0) })
    let given = zip(torch.pair.inputs, inputs).map { (node: $0, name: $1) }
    let written = try writer.lines(from: given, to: outputs)
    (lines, results) = (written.lines, written.outputs)
    let added = try writer.lines(from: [], to: penalties)
    self.penalties =
      penalties.isEmpty
      ? [] : added.lines + ["return \(added.outputs.joined(separator: " + "))"]
    helpers = writer.helpers
    constants = box.all
  }

  /// The weights and constants under PyTorch's names.
  var state: [(name: String, tensor: Tensor)] { torch.state() + constants }

  /// The text of the class `name`, with what it needs in front of it.
  func text(named name: String, documentation: [String]) -> String {
    var parts = [helperText].filter { !$0.isEmpty }
    let body =
      [
        "\"\"\"" + documentation.joined(separator: "\n") + (documentation.count > 1 ? "\n" : "")
          + "\"\"\"", initializer,
      ]
      + (lines.contains { $0.contains("self.device") } ? [device] : []) + [forward]
      + (penalties.isEmpty ? [] : [penalty])
    parts.append(
      "class \(name)(nn.Module):\n" + body.map { $0.indented(4) }.joined(separator: "\n\n"))
    return parts.joined(separator: "\n\n\n")
  }

  private var initializer: String {
    var text = ["super().__init__()"]
    for module in torch.modules {
      if module.isBuffer {
        text.append("self.register_buffer(\"\(module.name)\", \(module.constructor))")
      } else {
        text.append("self.\(module.name) = \(module.constructor)")
      }
      for weight in module.frozen {
        text.append("self.\(module.name).\(weight).requires_grad_(False)")
      }
    }
    for (name, tensor) in constants {
      let type = tensor.dtype == .int32 ? ", dtype=torch.long" : ""
      text.append(
        "self.register_buffer(\"\(name)\", torch.empty(\(PythonText.tuple(tensor.shape.extents))\(type)))"
      )
    }
    if torch.model.dtype == .float64 { text.append("self.double()") }
    return "def __init__(self):\n" + text.joined(separator: "\n").indented(4)
  }

  private let device = """
    @property
    def device(self):
        return next(self.parameters()).device
    """

  private var forward: String {
    "def forward(self, \(inputs.joined(separator: ", "))):\n"
      + (lines + ["return \(results.joined(separator: ", "))"]).joined(separator: "\n").indented(4)
  }

  private var penalty: String {
    "def penalty(self):\n" + "\"\"\"What the regularizers add to the loss.\"\"\"".indented(4) + "\n"
      + penalties.joined(separator: "\n").indented(4)
  }

  /// Functions and classes that the lines call.
  private var helperText: String {
    var parts = [PythonWriter.text(of: helpers, .torch)].filter { !$0.isEmpty }
    let all = (lines + torch.modules.map(\.constructor)).joined(separator: "\n")
    if all.contains("sinusoidal_positions(") { parts.append(Self.waves) }
    if all.contains("causal_mask(") { parts.append(Self.causalMask) }
    if all.contains(" MultiHeadAttention(")
      || torch.modules.contains(where: { $0.constructor.hasPrefix("MultiHeadAttention(") })
    {
      parts.append(Self.attention)
    }
    return parts.joined(separator: "\n\n\n")
  }

  private static let waves = """
    def sinusoidal_positions(x, wavelength):
        \"""Sines at even features and cosines at odd ones, for each place of x [batch, time, features].\"""
        time, features = x.shape[1:]
        place = torch.arange(time, dtype=torch.float64).unsqueeze(1)
        feature = torch.arange(features)
        angle = place / wavelength ** (feature // 2 * 2 / features)
        return torch.where(feature % 2 == 0, angle.sin(), angle.cos()).to(x)
    """

  private static let causalMask = """
    def causal_mask(queries, places, x):
        \"""What is added to scores so that no query sees a later place.\"""
        return torch.full((queries, places), -1e9, dtype=x.dtype, device=x.device).triu(1)
    """

  private static let attention = """
    class MultiHeadAttention(nn.Module):
        \"""Attention whose heads have sizes of their own; each pair says what a projection takes and gives.\"""

        def __init__(self, heads, query, key, value, output, bias=True, dropout=0.0):
            super().__init__()
            self.heads, self.dropout = heads, dropout
            self.query = nn.Linear(*query, bias=bias)
            self.key = nn.Linear(*key, bias=bias)
            self.value = nn.Linear(*value, bias=bias)
            self.output = nn.Linear(*output, bias=bias)

        def forward(self, query, key, value, attn_mask=None):
            parts = (self.query(query), self.key(key), self.value(value))
            q, k, v = (part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in parts)
            dropout = self.dropout if self.training else 0.0
            x = F.scaled_dot_product_attention(q, k, v, attn_mask=attn_mask, dropout_p=dropout)
            return self.output(x.transpose(1, 2).flatten(2))
    """
}

/// Tensors that a program reads beside its weights, each once.
final class ConstantBox {
  private(set) var all: [(name: String, tensor: Tensor)] = []

  func name(of tensor: Tensor) -> String {
    if let known = all.first(where: { $0.tensor.isIdentical(to: tensor) }) { return known.name }
    let name = "constant_\(all.count + 1)"
    all.append((name, tensor))
    return name
  }
}

extension String {
  /// Each line so many blanks further to the right; empty ones stay empty.
  func indented(_ count: Int) -> String {
    let blanks = String(repeating: " ", count: count)
    return split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.isEmpty ? "" : blanks + $0
    }.joined(separator: "\n")
  }
}
