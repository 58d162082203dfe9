import Books
import Sessions
import Support
import Workbench

extension SessionCommands {
  /// Ends open merges: outputs that conflict are computed again, of everything else both sides are shown and one is
  /// chosen. What is decided is written, whether or not all is.
  package func merge(_ paths: [String], take side: MergeSide?, runs: Bool) -> ExitStatus {
    gate.exitStatus ?? .worst(paths.map { merge(file: $0, take: side, runs: runs) })
  }

  private func merge(file: String, take side: MergeSide?, runs: Bool) -> ExitStatus {
    do {
      let bytes = try InputFile.read(file, limit: SessionLimits.fileBytes)
      let text = MergedText(bytes, name: file)
      if text.merges.isEmpty {
        gate.result("\(file): no merge is open")
        return .ok
      }
      let derived = text.derived
      var sides = text.merges.indices.map { derived.contains($0) ? MergeSide.mine : side }
      let open = sides.indices.filter { sides[$0] == nil }
      if !open.isEmpty, ask == nil {
        throw SessionFileError.undecidedMerge(path: file, count: open.count)
      }
      var isInterrupted = false
      for (count, index) in open.enumerated() {
        let choice = choose(text.merges[index], count + 1, of: open.count, in: file)
        sides[index] = choice.side
        isInterrupted = choice.isInterrupted
        if choice.side == nil { break }
      }
      let resolved = text.resolved(sides)
      try SessionFiles.save(resolved, over: bytes, at: file)
      return tell(file, sides, derived: derived.count, isInterrupted, runs: runs)
    } catch let error as SessionFileError {
      show(error)
      return .failed
    } catch let error as FileError {
      show(.file(error))
      return .unreadable
    } catch {
      return .failed
    }
  }

  private func tell(
    _ file: String, _ sides: [MergeSide?], derived: Int, _ isInterrupted: Bool, runs: Bool
  ) -> ExitStatus {
    let left = sides.count { $0 == nil }
    var parts = ["\(NumberText.count(sides.count - left, "merge")) decided"]
    if derived > 0 { parts.append("\(derived) of them in outputs alone") }
    if left > 0 { parts.append("\(left) still open: `nabla merge` goes on") }
    gate.result("\(file): " + parts.joined(separator: ", "))
    if isInterrupted { return .interrupted }
    guard left == 0 else { return .failed }
    return runs ? record([file], probes: false) : .ok
  }

  private func choose(
    _ merge: OpenMerge, _ number: Int, of count: Int, in file: String
  ) -> (side: MergeSide?, isInterrupted: Bool) {
    let columns = capabilities.isInteractive ? WindowSize.current().columns : 80
    let half = max(8, (columns - 4) / 2)
    let names = [merge.mineName, merge.theirsName].map { $0.isEmpty ? "(no name)" : $0 }
    let lines =
      ["", "\(file), line \(merge.line): merge \(number) of \(count)"]
      + NotebookConflicts.beside(["mine: " + names[0]], ["theirs: " + names[1]], half)
      + [String(repeating: "-", count: half * 2 + 3)]
      + NotebookConflicts.beside(merge.mine, merge.theirs, half)
    gate.result(lines.joined(separator: "\n"))
    while true {
      guard let answer = ask?("take m(ine), t(heirs), b(oth), or q(uit): ") else {
        return (nil, true)
      }
      switch answer.filter({ $0 != " " }).lowercased() {
      case "m", "mine": return (.mine, false)
      case "t", "theirs": return (.theirs, false)
      case "b", "both": return (.both, false)
      case "q", "quit": return (nil, false)
      default: gate.result("m takes the left side, t the right one, b both, mine first")
      }
    }
  }
}
