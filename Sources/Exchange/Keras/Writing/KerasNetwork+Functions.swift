import Catalog
import Engine
import Learning
import Support

/// Functions of the user: operations of Keras's own, one entry for each step of the formula.
extension KerasNetwork {
  /// The entries of a function of tensors, the last one called `label` where nothing else is.
  ///
  /// Throws where a step has no operation in Keras, and where the result depends on the size of the batch.
  mutating func trace(
    _ function: any TraceableFunction, _ label: String, _ tensors: [KerasTensor], as shown: String
  ) throws(KerasError) -> KerasTensor {
    let refusal = KerasError.option(shown, layer: label)
    let type = dtype
    let pair: GraphPair
    do throws(ExportError) {
      pair = try GraphPair(named: label, format: "Keras") { (rows) throws(ExportError) in
        let graph = Graph()
        let inputs = tensors.map {
          graph.input(TensorType(Shape([rows] + $0.shape), type), name: $0.layer)
        }
        do {
          return (graph, inputs, try function.trace(inputs, in: graph), nil)
        } catch {
          throw .model(error)
        }
      }
    } catch {
      throw refusal
    }
    guard pair.extents(of: pair.output)?.first == .batches(1) else { throw refusal }
    var places: [Int: KerasEntry.Place] = [:]
    // What is true or false there, and no number: a cast makes one where it is used as one.
    var truths: [Int: KerasTensor] = [:]
    for (input, tensor) in zip(pair.inputs, tensors) { places[input.index] = .tensor(tensor) }
    for index in pair.needed().all where places[index] == nil {
      let node = pair.graph.nodes[index]
      switch pair.graph.sources[index] {
      case .constant(let tensor) where pair.isFixed(node):
        places[index] = tensor.count == 1 ? .number(tensor.doubles[0]) : .array(tensor)
      case .operation(let operation, let inputs):
        var operands: [KerasEntry.Place] = []
        for (place, input) in inputs.enumerated() {
          if let truth = truths[input.index], operation.takesTruth(at: place) {
            operands.append(.tensor(truth))
          } else if let truth = truths[input.index], places[input.index] == nil {
            let number = number(truth, free("\(label)_cast"), input)
            places[input.index] = .tensor(number)
            operands.append(.tensor(number))
          } else if let operand = places[input.index] {
            operands.append(operand)
          }
        }
        guard operands.count == inputs.count,
          let step = KerasStep(operation, inputs, operands, node, pair)
        else { throw refusal }
        let isTruth = operation is Comparison || operation is Logical
        let isLast =
          index == pair.output.index && !isTruth && !entries.contains { $0.name == label }
        let tensor = append(
          step, isLast ? label : free("\(label)_\(step.className.lowercased())"), node)
        if isTruth { truths[index] = tensor } else { places[index] = .tensor(tensor) }
      default: throw refusal
      }
    }
    if let truth = truths[pair.output.index] {
      return number(
        truth, entries.contains { $0.name == label } ? free("\(label)_cast") : label, pair.output)
    }
    guard case .tensor(let result)? = places[pair.output.index] else { throw refusal }
    // What goes through unchanged is an operation, too: it ends a mask.
    return pair.inputs.contains(pair.output)
      ? append(
        KerasStep("Multiply", [.tensor(result), .number(1)]), free("\(label)_multiply"), pair.output
      ) : result
  }

  /// 1 for what is true and 0 for what is not, as all comparisons give here.
  private mutating func number(
    _ truth: KerasTensor, _ name: String, _ node: Graph.Node
  ) -> KerasTensor {
    var step = KerasStep("Cast", [.tensor(truth)])
    step.module = "core"
    step.members = [.init("dtype", .text("\(dtype)"))]
    return append(step, name, node)
  }

  private mutating func append(
    _ step: KerasStep, _ name: String, _ node: Graph.Node
  ) -> KerasTensor {
    add(
      KerasEntry(
        name: name, className: step.className, module: "keras.src.ops.\(step.module)",
        config: .object([.init("name", .text(name))] + step.members),
        calls: [.init(places: step.places, isList: step.isList)]),
      shape: Array(node.shape.extents.dropFirst()))
  }
}

extension Operation {
  /// Whether Keras wants no number there, but what is true or false.
  fileprivate func takesTruth(at place: Int) -> Bool {
    self is Logical || self is Where && place == 0
  }
}
