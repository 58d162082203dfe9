import Data
import Plots
import Support

/// `d.recipe`: the steps with what they have learnt, column by column.
enum RecipeReport {
  private struct Row {
    let step: String
    let column: String
    let learnt: String
  }

  static func make(_ dataset: Dataset) -> ReportValue {
    if let recipe = dataset.recipe, recipe.raw != nil { return make(recipe, of: dataset.name) }
    return make(
      steps: dataset.tabular?.steps ?? [], target: dataset.tabular?.learntTarget, name: dataset.name
    )
  }

  /// `m.recipe`: what a model knows of its data.
  static func make(_ recipe: Recipe, of model: String) -> ReportValue {
    make(
      steps: recipe.steps, raw: recipe.raw, tensors: recipe.tensorSteps, window: recipe.window,
      target: recipe.target, name: model)
  }

  private static func make(
    steps: [FittedStep], raw: RawInput? = nil, tensors: [TensorStep] = [],
    window: Recipe.Window? = nil, target: TargetRecipe?, name: String
  ) -> ReportValue {
    var rows = steps.flatMap { step in
      if let computed = step.computed {
        return [
          Row(
            step: "column", column: Sanitizer.visible(computed.name), learnt: computed.formula.text)
        ]
      }
      if let lags = step.lags {
        return lags.names.map {
          Row(
            step: step.word, column: Sanitizer.visible($0),
            learnt: lags.group.map { "by \(Sanitizer.visible($0))" } ?? "")
        }
      }
      return step.changes.map { change in
        let learnt = step.learnt(change.change)
        return Row(
          step: step.word, column: Sanitizer.visible(change.column),
          learnt: learnt.isEmpty ? step.remark : learnt)
      }
    }
    rows += tensors.map { Row(step: $0.word, column: "", learnt: words(of: $0)) }
    if let window {
      rows.append(
        Row(step: "windows", column: "", learnt: "\(window.length), horizon=\(window.horizon)"))
    }
    var remarks: [Table.Remark] = []
    if let raw { remarks.append(.init("input", [Fact("", .text(words(of: raw)))])) }
    if let target {
      let classes = Problems.firstNames(target.classes.map(Sanitizer.visible), most: 12)
      let scale =
        target.isScaled
        ? "(y − \(NumberText.general(target.offset))) / \(NumberText.general(target.scale))"
        : "as it is"
      remarks.append(
        .init(
          "target",
          [Fact(Sanitizer.visible(target.column), .text(target.classes.isEmpty ? scale : classes))])
      )
    }
    let table = Table(
      rows, remarks: remarks,
      [.text("step") { $0.step }, .text("column") { $0.column }, .text("learnt") { $0.learnt }])
    return ReportValue(
      Report("recipe", title: "recipe of \(name)", [.table(table)]),
      fields: [
        (
          "steps",
          .list(
            steps.map { .text($0.line) } + tensors.map { .text("\($0.word) \(words(of: $0))") })
        )
      ])
  }

  private static func words(of raw: RawInput) -> String {
    switch raw {
    case .picture(let height, let width, let channels):
      "pictures [\(height), \(width), \(channels)], 0..255"
    case .sound(let rate, let count):
      "sounds of \(NumberText.general(Double(count) / Double(rate))) s at \(NumberText.grouped(rate)) Hz"
    }
  }

  private static func words(of step: TensorStep) -> String {
    switch step {
    case .scale(let factors, let terms):
      guard factors.count == 1 else { return "a factor and a term for each of \(factors.count)" }
      return "\(NumberText.general(factors[0])), offset=\(NumberText.general(terms[0]))"
    case .reshape(let shape): return shape.description
    case .spectrogram(let window, let hop): return "window=\(window), hop=\(hop)"
    case .mel(let bands, _, _, let isLogarithmic):
      return "bands=\(bands)" + (isLogarithmic ? "" : ", log=false")
    }
  }
}
