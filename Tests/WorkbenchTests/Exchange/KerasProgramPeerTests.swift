import Learning
import Programs
import Support
import TestSupport
import Testing
import Workbench
import WorkbenchTestSupport

/// Keras's own models of programs that are read here.
@Suite(
  "Programs in Keras",
  .enabled(if: Peers.have("keras", "tensorflow", "pandas"), Peers.lack("keras")))
struct KerasProgramPeerTests {
  private static let folder =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(
      separator: "/")
    + "/ProgramsTests/Samples"

  /// The lines of a text that make models.
  private static func models(_ text: String) -> String {
    var lines: [Substring] = []
    var isInside = false
    for line in text.split(separator: "\n") {
      if line.contains(" = model "), line.hasSuffix("{") { isInside = true }
      if isInside { lines.append(line) }
      if line == "}" { isInside = false }
    }
    return lines.joined(separator: "\n")
  }

  @Test func `models have as many parameters as Keras's, layer by layer`() throws {
    try TemporaryFolder.use { folder in
      let said = try Peers.run("keras_program.py", [Self.folder], in: folder)
      let line = try #require(said.split(separator: "\n").last { $0.hasPrefix("{") })
      guard case .object(let programs) = try JSON.read(Array(line.utf8)) else {
        Issue.record("\(said)")
        return
      }
      var count = 0
      for program in programs {
        let source = String(
          decoding: try InputFile.read("\(Self.folder)/\(program.name)", limit: 1 << 20),
          as: UTF8.self)
        let transcript = Transcript()
        let lines = Self.models(KerasProgram.translate(source).text)
        let told = transcript.run(lines)
        #expect(!told.contains("error E"), "\(told)")
        guard case .object(let models) = program.value else { continue }
        for expected in models {
          // The variable of the last loop is another name of a model.
          let name = expected.name == "model" ? "m" : expected.name
          guard case .model(let model)? = transcript.interpreter[name] else {
            #expect(program.name == "layers.py" && name == "m", "\(program.name): \(name)")
            continue
          }
          count += 1
          let place = "\(program.name): \(name)"
          #expect(model.parameterCount == expected.value["parameters"]?.wholeNumber, "\(place)")
          #expect(
            model.outputShape.extents == expected.value["output"]?.items(\.wholeNumber), "\(place)")
          // The encoder is a line of the autoencoder here, and each direction of a layer a row.
          if name == "autoencoder" || program.name == "text.py" { continue }
          let own = model.layers.map(\.parameters).filter { $0 > 0 }.sorted()
          #expect(own == expected.value["layers"]?.items(\.wholeNumber)?.sorted(), "\(place)")
        }
      }
      #expect(count == 21)
    }
  }
}
