import Engine

extension PythonWriter {
  /// A recurrence with products of its own, or with a mask: a function of the program's goes from step to step.
  func text(
    of recurrence: Recurrence, _ operands: Recurrence.Operands, _ node: Graph.Node
  ) throws(ExportError) -> String {
    guard dialect != .numpy else { throw unsupported("a recurrence", node) }
    use(.recurrence)
    var x = read(operands.projected)
    if let indices = operands.indices { x = "\(x)[\(read(indices))]" }
    var options = ["\"\(recurrence.cell.word)\"", x, read(operands.weights)]
    func add(_ name: String, _ node: Graph.Node?) {
      if let node { options.append("\(name)=\(read(node))") }
    }
    add("bias", operands.bias)
    add("h", operands.state)
    add("c", operands.memory)
    add("present", operands.present)
    // Masks of dropout hold for all steps.
    add("masks", operands.dropout)
    if recurrence.isReversed { options.append("reverse=True") }
    return "recurrence(\(options.joined(separator: ", ")))"
  }

  /// The functions that the lines call, as text of the program.
  static func text(of helpers: Set<PythonHelper>, _ dialect: PythonDialect) -> String {
    PythonHelper.allCases.filter(helpers.contains).map { helper in
      switch helper {
      case .recurrence: dialect == .torch ? torchRecurrence : jaxRecurrence
      case .dropoutMask: jaxDropoutMask
      case .flippedKernel: dialect == .torch ? torchFlippedKernel : jaxFlippedKernel
      }
    }.joined(separator: "\n\n\n")
  }

  private static let torchRecurrence = """
    def recurrence(cell, x, weights, bias=None, h=None, c=None, present=None, masks=None, reverse=False):
        \"""The states after each step of x [batch, time, gates * units]; what is not present leaves them as they are.\"""
        units = weights.shape[0]
        h = x.new_zeros(x.shape[0], units) if h is None else h
        c = torch.zeros_like(h) if c is None else c
        b = x.new_zeros((4 if cell == "gru" else x.shape[2] // units) * units) if bias is None else bias
        states = [None] * x.shape[1]
        for t in reversed(range(x.shape[1])) if reverse else range(x.shape[1]):
            if masks is None:
                product = h @ weights
            else:
                parts = weights.split(weights.shape[1] // masks.shape[1], 1)
                product = torch.cat([(h * masks[:, i]) @ part for i, part in enumerate(parts)], 1)
            if cell == "simple":
                new, memory = torch.tanh(x[:, t] + product + b), c
            elif cell == "lstm":
                i, f, g, o = (x[:, t] + product + b).chunk(4, 1)
                memory = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
                new = torch.sigmoid(o) * torch.tanh(memory)
            else:
                z, r = torch.sigmoid((x[:, t] + product)[:, : 2 * units] + b[: 2 * units]).chunk(2, 1)
                reset = r * (product[:, 2 * units :] + b[3 * units :])
                n = torch.tanh(x[:, t, 2 * units :] + b[2 * units : 3 * units] + reset)
                new, memory = z * h + (1 - z) * n, c
            if present is not None:
                here = present[:, t : t + 1] != 0
                new, memory = torch.where(here, new, h), torch.where(here, memory, c)
            h, c = new, memory
            states[t] = h
        return torch.stack(states, 1)
    """

  private static let jaxRecurrence = """
    def recurrence(cell, x, weights, bias=None, h=None, c=None, present=None, masks=None, reverse=False):
        \"""The states after each step of x [batch, time, gates * units]; what is not present leaves them as they are.\"""
        units = weights.shape[0]
        h = jnp.zeros((x.shape[0], units), x.dtype) if h is None else h
        c = jnp.zeros_like(h) if c is None else c
        b = jnp.zeros((4 if cell == "gru" else x.shape[2] // units) * units, x.dtype) if bias is None else bias
        present = jnp.ones(x.shape[:2], x.dtype) if present is None else present

        def step(carry, now):
            (h, c), (x, here) = carry, now
            if masks is None:
                product = h @ weights
            else:
                parts = jnp.split(weights, masks.shape[1], 1)
                product = jnp.concatenate([(h * masks[:, i]) @ part for i, part in enumerate(parts)], 1)
            if cell == "simple":
                new, memory = jnp.tanh(x + product + b), c
            elif cell == "lstm":
                i, f, g, o = jnp.split(x + product + b, 4, 1)
                memory = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
                new = jax.nn.sigmoid(o) * jnp.tanh(memory)
            else:
                z, r = jnp.split(jax.nn.sigmoid((x + product)[:, : 2 * units] + b[: 2 * units]), 2, 1)
                n = jnp.tanh(x[:, 2 * units :] + b[2 * units : 3 * units] + r * (product[:, 2 * units :] + b[3 * units :]))
                new, memory = z * h + (1 - z) * n, c
            here = here[:, None] != 0
            h, c = jnp.where(here, new, h), jnp.where(here, memory, c)
            return (h, c), h

        _, states = lax.scan(step, (h, c), (jnp.swapaxes(x, 0, 1), present.T), reverse=reverse)
        return jnp.swapaxes(states, 0, 1)
    """

  private static let jaxDropoutMask = """
    def dropout_mask(state, x, rate):
        \"""0 for a share of the elements, 1 / (1 - rate) for the others; new numbers for each call.\"""
        state["key"], key = jax.random.split(state["key"])
        return jax.random.bernoulli(key, 1 - rate, x.shape).astype(x.dtype) / (1 - rate)
    """

  private static let torchFlippedKernel = """
    def flipped_kernel(kernel, groups):
        \"""[rows, columns, in / groups, out], turned round, with what goes in and out exchanged in each group.\"""
        rows, columns, inputs, outputs = kernel.shape
        kernel = kernel.flip(0, 1).reshape(rows, columns, inputs, groups, outputs // groups)
        return kernel.permute(0, 1, 4, 3, 2).reshape(rows, columns, outputs // groups, groups * inputs)
    """

  private static let jaxFlippedKernel = """
    def flipped_kernel(kernel, groups):
        \"""[rows, columns, in / groups, out], turned round, with what goes in and out exchanged in each group.\"""
        rows, columns, inputs, outputs = kernel.shape
        kernel = kernel[::-1, ::-1].reshape(rows, columns, inputs, groups, outputs // groups)
        return kernel.transpose(0, 1, 4, 3, 2).reshape(rows, columns, outputs // groups, groups * inputs)
    """
}

extension Recurrence.Cell {
  /// What it is called in programs.
  fileprivate var word: String {
    switch self {
    case .simple: "simple"
    case .lstm: "lstm"
    case .gru: "gru"
    }
  }
}
