import Engine
import Language
import Learning
import Support

// How it is worded that a model cannot be made smaller, or taught.
extension Problems {
  static func words(of error: DistillationError) -> Words {
    switch error {
    case .inputs(let student, let own, let teacher, let others):
      return (
        "E0845",
        "\(visible(teacher)) reads \(shapes(others)), and \(visible(student)) \(shapes(own)): they cannot answer the "
          + "same rows",
        "give the student the inputs of its teacher: `model \(inputs(others)) { … }`"
      )
    case .outputs(let student, let own, let teacher, let others):
      return (
        "E0845",
        "\(visible(teacher)) gives \(others.description) for a row, and \(visible(student)) \(own.description)",
        "end the student as its teacher ends, with as many classes or numbers"
      )
    case .sameWeights(let student, let teacher):
      return (
        "E0846",
        student == teacher
          ? "\(visible(student)) cannot be its own teacher"
          : "\(visible(student)) and \(visible(teacher)) share weights: the teacher would change, too",
        "`big = copy \(student)` makes a teacher that stays as it is"
      )
    case .loss(let loss):
      return (
        "E0847", "\(visible(loss)) holds no answers against targets that a teacher could give",
        "choose a loss of classes or numbers, such as sparse_categorical_crossentropy"
      )
    }
  }

  static func worded(_ error: CompressionProblem, at span: SourceSpan?) -> Diagnostic {
    .error(words(of: error), at: span)
  }

  private static func words(of error: CompressionProblem) -> Words {
    switch error {
    case .noWeights(let model):
      return (
        "E0848", "\(visible(model)) has no weights that could become 0",
        "kernels of layers can: `dense`, `conv2d` and their like"
      )
    case .noData(let option):
      return (
        "E0849", "`\(option)` trains, and there are no rows to learn from",
        "write `data=d` beside it"
      )
    case .noUnits(let model, let reasons):
      return (
        "E0850",
        "no layer of \(visible(model)) can do with fewer units"
          + (reasons.isEmpty ? "" : ": " + firstNames(reasons, most: 3)),
        "units go from a dense or convolution layer that another one follows; without `structured`, weights become 0"
      )
    case .noText(let model):
      return (
        "E0851",
        "\(visible(model)) holds what cannot be written again, such as a model or a function of yours",
        "write it anew with the layers you want, or leave `structured` out"
      )
    case .noAdapters(let model):
      return (
        "E0852", "\(visible(model)) has no layers of low rank",
        "write `lora rank=4 { … }` around its lines, or `lora_rank=4` behind a layer"
      )
    case .adapterName(let path):
      return (
        "E0854", "adapters are written as .safetensors, and \(visible(path)) is none",
        "`export m, \"customer.safetensors\", only=adapters`; PEFT looks for adapter_model.safetensors in a folder"
      )
    case .otherAdapters(let path, let model, let missing, let extra, let differing):
      var parts: [String] = []
      if !missing.isEmpty { parts.append("it lacks \(list(first: 3, of: missing.map(visible)))") }
      if !extra.isEmpty { parts.append("it has \(list(first: 3, of: extra.map(visible)))") }
      if !differing.isEmpty {
        parts.append("of another shape is \(list(first: 3, of: differing.map(visible)))")
      }
      return (
        "E0853",
        "the adapters of \(visible(path)) are not those of \(visible(model)): "
          + parts.joined(separator: "; "),
        "`load … into=m` wants a model of the same lines with `lora` of the same rank; nothing was changed"
      )
    }
  }

  /// Weights that another customer has of his own, too, and that no file of adapters holds.
  static func besideAdapters(
    _ paths: [String], _ model: String, at span: SourceSpan?
  ) -> Diagnostic {
    Diagnostic(
      .warning, "W0088",
      "\(list(first: 3, of: paths, "and")) of \(visible(model)) \(paths.count == 1 ? "is" : "are") trained, too, and "
        + "not among its adapters",
      at: span,
      hint: "`freeze=` in `train` leaves them as they are for all; `save` writes the whole model")
  }

  /// Adapters that change other weights than those on which they were learnt.
  static func otherBase(_ path: String, _ model: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .warning, "W0086",
      "the adapters of \(visible(path)) were learnt on other weights than those of \(visible(model))",
      at: span,
      hint:
        "`load \"base.safetensors\", into=\(visible(model))` first gives it the base that they change"
    )
  }

  /// A change whose rank is larger than that of the kernel can be: `shape` is the kernel as a matrix.
  static func largeRank(
    _ rank: Int, of kernel: String, _ shape: (rows: Int, columns: Int), at span: SourceSpan?
  ) -> Diagnostic {
    Diagnostic(
      .warning, "W0087",
      "rank \(NumberText.grouped(rank)) for \(visible(kernel)) [\(shape.rows), \(shape.columns)]: "
        + "\(NumberText.grouped(rank * (shape.rows + shape.columns))) weights change \(NumberText.grouped(shape.rows * shape.columns))",
      at: span,
      hint:
        "no change of it has more than rank \(min(shape.rows, shape.columns)); `lora` saves where the rank is far below"
    )
  }

  private static func visible(_ text: String) -> String { Sanitizer.visible(text) }

  private static func shapes(_ shapes: [Shape]) -> String { list(shapes.map(\.description), "and") }

  private static func inputs(_ shapes: [Shape]) -> String {
    shapes.count == 1 && shapes[0].rank == 1
      ? "\(shapes[0][0])" : shapes.map(\.description).joined(separator: ", ")
  }
}
