import Learning
import Workbench

// Inputs that are recorded at steps of a run.
extension CellBook {
  /// What a training that is on has given so far: its run, and the weights that it changes.
  func providers(of job: Job) -> [CellDependency.Provider] {
    let trained = Set(job.run.models.flatMap(\.parameters).map { ObjectIdentifier($0.variable) })
    return cells.filter { $0.isOf(job) }.flatMap { cell -> [CellDependency.Provider] in
      let runs = (cell.effect?.bound ?? []).filter { binding in
        if case .run(let run) = binding.value { run === job.run } else { false }
      }
      let changes = (cell.effect?.changes ?? []).filter {
        trained.contains(ObjectIdentifier($0.variable))
      }
      return Set(runs.map(\.stamp) + changes.map(\.stamp)).map {
        CellDependency.Provider(cell: cell.id, stamp: $0)
      }
    }
  }

  /// What was done to a run, or seen of it, while it was on is saved at its step and gives the same
  /// again: that the run went on does not make it stale.
  func keepRecorded(standingOn outdated: [CellDependency.Provider], _ stamp: Int) {
    guard hasResults else { return }
    for index in cells.indices where cells[index].records.contains(where: { $0.hasPrefix("at ") }) {
      for place in cells[index].effect?.dependencies.indices ?? 0..<0 {
        guard let provider = cells[index].effect?.dependencies[place].provider,
          outdated.contains(provider)
        else { continue }
        cells[index].effect?.dependencies[place].provider = CellDependency.Provider(
          cell: provider.cell, stamp: stamp)
      }
    }
  }
}
