import Learning
import Support

extension ModelCard {
  /// What the model is for, in the words of Hugging Face; `nil` where its layers do not tell.
  var task: (type: String, name: String)? {
    let isClasses = !(model.recipe?.target?.classes ?? []).isEmpty || hasClasses
    if model.recipe?.window != nil { return ("time-series-forecasting", "Time series forecasting") }
    if model.recipe != nil, model.recipe?.raw == nil, (model.recipe?.texts ?? []).isEmpty {
      return isClasses
        ? ("tabular-classification", "Tabular classification")
        : ("tabular-regression", "Tabular regression")
    }
    if !model.vocabularies.isEmpty || !(model.recipe?.texts ?? []).isEmpty {
      return isClasses ? ("text-classification", "Text classification") : nil
    }
    if model.inputs.count == 1, model.inputs[0].shape.rank == 3, isClasses {
      return ("image-classification", "Image classification")
    }
    return nil
  }

  /// Whether its answers are shares of classes.
  private var hasClasses: Bool {
    switch model.outputActivation?.output {
    case .probability, .distribution, .cutProbability: true
    default: false
    }
  }

  /// YAML between lines of dashes: strings as JSON has them, which are the same there.
  var frontMatter: String {
    var lines = ["---", "library_name: nabla"]
    if let task { lines.append("pipeline_tag: \(task.type)") }
    lines += ["tags:", "- nabla"]
    if let data = run?.setup.options.dataName { lines.append("- \(Self.yaml("data: " + data))") }
    if let measured, !measured.numbers.isEmpty {
      lines += ["model-index:", "- name: \(Self.yaml(model.name))", "  results:"]
      lines += ["  - task:", "      type: \(task?.type ?? "other")"]
      if let task { lines.append("      name: \(Self.yaml(task.name))") }
      lines += [
        "    dataset:", "      name: \(Self.yaml(measured.data))",
        "      type: \(Self.yaml(measured.data))", "    metrics:",
      ]
      for (name, value) in measured.numbers {
        lines += [
          "    - type: \(Self.yaml(name))", "      name: \(Self.yaml(name))",
          "      value: \(NumberText.exact(value))",
        ]
      }
    }
    return (lines + ["---", ""]).joined(separator: "\n")
  }

  private static func yaml(_ text: String) -> String {
    JSON.text(Sanitizer.visibleLine(text)).description
  }
}
