import Data
import Engine
import Learning
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Serving
@testable import Workbench

/// A session with files, and models of it as a server answers from them.
struct ServedSession {
  let transcript: Transcript

  /// Writes the files, then runs a program that must have no errors.
  static func use(
    _ files: [String: String] = [:], media: Bool = false, _ program: String,
    _ body: (ServedSession) throws -> Void
  ) throws {
    try TemporaryFolder.use { folder in
      if media { try SmallFiles.write(to: folder) }
      for (name, text) in files { try AtomicFile.write(Array(text.utf8), to: "\(folder)/\(name)") }
      let session = ServedSession(transcript: Transcript(folder: folder))
      let said = session.transcript.run(program)
      try #require(!said.contains("error E"), "\(said)")
      try body(session)
    }
  }

  func model(_ name: String = "m") throws -> ServedModel {
    guard case .model(let model)? = transcript.interpreter[name] else {
      throw Missing(name: name)
    }
    return ServedModel(model, name: name)
  }

  /// The numbers of an expression.
  func tensor(_ expression: String) throws -> Tensor {
    let said = transcript.run("asked_ = \(expression)")
    guard case .tensor(let value)? = transcript.interpreter["asked_"], let known = value.known
    else {
      throw Missing(name: "\(expression): \(said)")
    }
    return known
  }

  struct Missing: Error { let name: String }
}

extension ServedModel {
  /// The samples of a JSON list of instances.
  func samples(_ text: String) throws -> Samples {
    let instances: [JSON]? = try JSON.read(Array(text.utf8)).items { $0 }
    return try samples(of: #require(instances))
  }

  /// The answers to them, as numbers.
  func numbers(_ text: String) throws -> Tensor { try answers(for: samples(text)) }

  /// The answers to them as JSON, one line.
  func says(_ text: String) throws -> String {
    let output = try numbers(text)
    let rows = SampleRows(output)
    return JSON.list((0..<rows.count).map { instance(of: rows.tensor([$0])) }).description
  }

  /// What is said of instances that are refused.
  func refuses(_ text: String) -> String {
    do {
      return "answered: \(try says(text))"
    } catch let problem as RequestProblem {
      return problem.detail
    } catch {
      return "\(error)"
    }
  }
}

/// Bytes as text of 64 signs, as clients send files.
func base64(_ bytes: [UInt8]) -> String {
  let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  var bits = bytes.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }
  while bits.count % 6 != 0 { bits.append(0) }
  let text = stride(from: 0, to: bits.count, by: 6).map { start in
    signs[bits[start..<start + 6].reduce(0) { $0 << 1 | Int($1) }]
  }
  return String(text) + String(repeating: "=", count: (4 - text.count % 4) % 4)
}
