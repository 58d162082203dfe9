import Engine

/// A plan whose memory comes when it is first used, and can be given back.
///
/// Plans of one training run one after the other, so that they share an arena as large as the
/// largest of them needs.
final class PlannedRun {
  let plan: Plan
  private let team: ThreadTeam?
  private var arena: ArenaMemory?
  private var made: Executor?

  init(_ plan: Plan, team: ThreadTeam?) {
    self.plan = plan
    self.team = team
  }

  /// Makes everything ready, so that a run allocates nothing.
  func prepare(in arena: ArenaMemory) {
    self.arena = arena
    _ = executor
  }

  var executor: Executor {
    if let made { return made }
    let executor = Executor(plan, team: team, arena: arena)
    made = executor
    return executor
  }

  /// Gives the memory back.
  func release() { (made, arena) = (nil, nil) }
}

extension [Plan] {
  /// What an arena needs in which all of them can run, one after the other.
  var arenaByteCount: Int { map(\.arenaByteCount).max() ?? 0 }
}
