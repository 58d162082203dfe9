import Books
import Sessions
import Support
import Workbench

/// What `nabla verify` is asked for beside the sessions.
package struct VerificationRequest: Sendable {
  /// Whether what differs is stored anew.
  package var updates = false
  /// Whether each cell that differs is asked about before it is stored, where somebody is there.
  package var asks = true
  /// Whether the time of each cell is told.
  package var showsTimes = false
  /// How many sessions run at a time.
  package var jobs = 1
  /// Files for the reports of other programs; `-` is standard output.
  package var junit: String?
  /// The Test Anything Protocol.
  package var tap: String?
  /// JSON.
  package var json: String?

  /// Nothing but the comparison, unless more is asked for.
  package init(updates: Bool = false) { self.updates = updates }

  /// Whether standard output belongs to a program.
  var isForProgram: Bool { [junit, tap, json].contains("-") }
}

extension SessionCommands {
  /// Verifies sessions and folders of them; what cannot be read is reported with the rest.
  package func verify(
    _ paths: [String], _ request: VerificationRequest = VerificationRequest()
  ) -> ExitStatus {
    var (reports, statuses) = ([VerificationReport](), [ExitStatus]())
    var documents: [SessionDocument] = []
    // Where the documents stand among the reports.
    var places: [Int] = []
    for file in files(paths, &statuses) {
      do {
        let document = try SessionFiles.read(file)
        for warning in document.warnings { gate.notice(warning.diagnostic(in: file)) }
        places.append(reports.count)
        documents.append(document)
        reports.append(VerificationReport(name: file))
      } catch {
        show(error)
        var report = VerificationReport(name: file)
        report.problem = error.diagnostic.message
        reports.append(report)
        statuses.append(.unreadable)
      }
    }
    var inquiry = UpdateInquiry(
      ask: request.asks && !request.isForProgram ? ask : nil, tell: gate.result,
      columns: capabilities.isInteractive ? WindowSize.current().columns - 1 : 79)
    ParallelVerification.run(
      documents, options: request.jobs == 1 ? asking(about: documents) : options, jobs: request.jobs
    ) { index, result in
      var result = result
      statuses.append(
        request.updates
          ? update(documents[index], &result, &inquiry) : result.report.exitStatus)
      reports[places[index]] = result.report
      if !request.isForProgram { gate.report(result.report.shown(withTimes: request.showsTimes)) }
    }
    if options.isStopped() || inquiry.isInterrupted { statuses.append(.interrupted) }
    statuses.append(write(reports, request))
    return gate.exitStatus ?? .worst(statuses)
  }

  private func files(_ paths: [String], _ statuses: inout [ExitStatus]) -> [String] {
    var found: [String] = []
    for path in paths {
      do {
        found += try SessionFiles.sessions(at: path)
      } catch {
        show(error)
        statuses.append(.unreadable)
      }
    }
    return found
  }

  /// Stores what differs, or what is wanted of it.
  private func update(
    _ document: SessionDocument, _ verification: inout Verification, _ inquiry: inout UpdateInquiry
  ) -> ExitStatus {
    let accepted = inquiry.accepted(verification.changes(in: document), of: document.name)
    do {
      if let edited = try verification.updated(document, storing: accepted) {
        try SessionFiles.save(edited, over: document)
      }
      return verification.report.exitStatus
    } catch let error as SessionError {
      show(.session(error))
      return .failed
    } catch let error as SessionFileError {
      show(error)
      return .writeFailed
    } catch {
      return .writeFailed
    }
  }

  /// Writes the reports that other programs read, whole or not at all.
  private func write(_ reports: [VerificationReport], _ request: VerificationRequest) -> ExitStatus
  {
    let forms: [(file: String?, text: () -> String)] = [
      (request.junit, { reports.junit }), (request.tap, { reports.tap }),
      (request.json, { reports.json.indented + "\n" }),
    ]
    var status = ExitStatus.ok
    for (file, text) in forms {
      guard let file else { continue }
      if file == "-" {
        gate.result(String(text().dropLast()))
        continue
      }
      do {
        try AtomicFile.write(Array(text().utf8), to: file)
      } catch {
        gate.notice(SessionFileError.file(error).diagnostic)
        status = .writeFailed
      }
    }
    return status
  }
}
