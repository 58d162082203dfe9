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
    make(
      steps: dataset.tabular?.steps ?? [], target: dataset.tabular?.learntTarget, name: dataset.name
    )
  }

  /// `m.recipe`: what a model knows of its data.
  static func make(_ recipe: Recipe, of model: String) -> ReportValue {
    make(steps: recipe.steps, target: recipe.target, name: model)
  }

  private static func make(steps: [FittedStep], target: TargetRecipe?, name: String) -> ReportValue
  {
    let rows = steps.flatMap { step in
      if let computed = step.computed {
        return [
          Row(
            step: "column", column: Sanitizer.visible(computed.name), learnt: computed.formula.text)
        ]
      }
      return step.changes.map { change in
        let learnt = change.change.learnt
        return Row(
          step: step.word, column: Sanitizer.visible(change.column),
          learnt: learnt.isEmpty ? step.remark : learnt)
      }
    }
    var remarks: [Table.Remark] = []
    if let target {
      let classes = target.classes.map(Sanitizer.visible).prefix(12).joined(separator: ", ")
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
        ("steps", .list(steps.map { .text($0.line) }))
      ])
  }
}
