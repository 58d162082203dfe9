import Books
import Sessions
import Support
import Workbench

extension SessionCommands {
  /// Runs sessions and stores what came out; outputs that agree keep their bytes. With a probe each session
  /// runs once more with other last bits, and cells that follow them are compared by their shape from now on.
  package func record(_ paths: [String], probes: Bool) -> ExitStatus {
    var statuses: [ExitStatus] = []
    for path in paths {
      do {
        for file in try SessionFiles.sessions(at: path) where !options.isStopped() {
          statuses.append(record(file: file, probes: probes))
        }
      } catch {
        show(error)
        statuses.append(.unreadable)
      }
    }
    if options.isStopped() { statuses.append(.interrupted) }
    return gate.exitStatus ?? .worst(statuses)
  }

  private func record(file: String, probes: Bool) -> ExitStatus {
    guard let document = opened(file) else { return .unreadable }
    var results: [Int: Replay.Result] = [:]
    let options = asking(about: document)
    var verification = Verification(
      document, options: options,
      onResult: { cell, result in if probes { results[cell.number] = result } })
    let findings =
      probes && !options.isStopped()
      ? ChaosProbe(results, options: self.options).findings(document) : []
    do {
      var edited = try verification.updated(document) ?? document
      edited = try edited.comparing(Set(findings.map(\.cell.number)), as: .shape)
      if edited.bytes != document.bytes { try SessionFiles.save(edited, over: document) }
    } catch let error as SessionError {
      show(.session(error))
      return .failed
    } catch let error as SessionFileError {
      show(error)
      return .writeFailed
    } catch {
      return .writeFailed
    }
    gate.report(verification.report.shown)
    for finding in findings {
      gate.notice(finding.notice.diagnostic)
      guard !finding.keepsShape else { continue }
      let place = VerificationReport.Cell(finding.cell, .ok).title
      gate.notice(ProbeNotice.losesShape(place: place).diagnostic)
    }
    if probes, findings.isEmpty, verification.report.exitStatus == .ok, !options.isStopped() {
      gate.result(
        "\(file): no training is chaotic: other last bits change nothing that is compared")
    }
    return verification.report.exitStatus
  }
}
