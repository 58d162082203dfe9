import Support

extension [VerificationReport] {
  /// The reports for programs: what became of each session and cell, with seconds, and the exit status.
  package var json: JSON {
    [
      "sessions": .list(map(\.json)),
      "exit": .whole(Int(ExitStatus.worst(map(\.exitStatus)).code)),
    ]
  }
}

extension VerificationReport {
  fileprivate var json: JSON {
    var members: [JSON.Member] = [
      JSON.Member("name", .text(name)), JSON.Member("exit", .whole(Int(exitStatus.code))),
      JSON.Member("seconds", .number(seconds)),
    ]
    if let problem { members.append(JSON.Member("problem", .text(problem))) }
    members.append(JSON.Member("cells", .list(cells.map(\.json))))
    return .object(members)
  }
}

extension VerificationReport.Cell {
  fileprivate var json: JSON {
    [
      "number": .whole(number), "id": identifier.map { .text($0) } ?? .null, "line": .whole(line),
      "status": .text(status.label), "agrees": .bool(status.exitStatus == .ok),
      "seconds": .number(seconds), "details": .list(status.details.map { .text($0) }),
    ]
  }
}
