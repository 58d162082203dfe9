import Catalog
import Engine
import Learning

/// A model of another program in nabla's words: its inputs, its lines, and its weights by the paths they have here.
///
/// What reads a format makes this value; the workbench makes the model of it, with its text, so that it can be saved,
/// trained and printed as one that was typed.
package struct ForeignModel {
  /// What the other side calls it; `nil` where it has no name.
  package var name: String?
  /// At least one.
  package var inputs: [Model.Input]
  /// As they would be typed.
  package var lines: [LayerDescription]
  /// Weights by their paths, `dense.kernel`, in nabla's layouts; empty where the other side has none.
  package var weights: [(path: String, tensor: Tensor)]
  /// What is told beside: what was left out, and what was taken for something else.
  package var remarks: [String] = []
  /// Whether the file leaves extents of an input open, which the user said.
  package var leavesOpen = false

  /// A model by its parts.
  package init(
    name: String? = nil, inputs: [Model.Input], lines: [LayerDescription],
    weights: [(path: String, tensor: Tensor)] = []
  ) {
    self.name = name
    self.inputs = inputs
    self.lines = lines
    self.weights = weights
  }
}
