import Catalog
import Engine
import Formats
import Learning
import Plots
import Support
import TestSupport
import Testing

@testable import Workbench

/// One more kind is one value in the list: everybody who asks the registry knows it.
@Suite("A kind of file that is made up")
struct MadeUpKindTests {
  /// Models by their number of parameters, charts by their headline.
  private static let toy = FileKind(
    signature: FileSignature(
      "toy", "a toy", suffixes: [".toy"], holds: [.model, .figure], mark: "made by toys",
      advice: { "give \"\($0)\" to a child" },
      begins: { $0.starts(with: Array("TOY".utf8)) }),
    load: { file, _ in
      try file.decoded(as: FileKinds.standard.all[0].signature) { bytes throws(FormatError) in
        throw FormatError(
          format: "toy", .wholeFile, expected: "a model", found: "\(bytes.count) bytes")
      }
    },
    writeModel: { Array("TOY \($0.parameterCount) made by toys".utf8) },
    draw: .picture { _, request in
      Array("TOY \(request.width)x\(request.height) made by toys".utf8)
    })

  private static let vocabulary = Vocabulary(files: FileKinds(FileKinds.standard.all + [toy]))

  private func say(_ line: String, in folder: String) -> String {
    let host = RecordingHost()
    Interpreter(options: .init(folder: folder), host: host, vocabulary: Self.vocabulary).run(line)
    return host.take().compactMap { output in
      if case .diagnostic(let diagnostic, _, _) = output {
        "\(diagnostic.code) \(diagnostic.message) \(diagnostic.hint ?? "")"
      } else {
        nil
      }
    }.joined(separator: "\n")
  }

  @Test func `it is written, replaced, read and named in messages`() throws {
    try TemporaryFolder.use { folder in
      func content(_ name: String) throws -> String {
        String(decoding: try InputFile.read(folder + "/" + name, limit: 99), as: UTF8.self)
      }
      let save = "save model 2 { dense 1 }, \"m.toy\""
      #expect(say(save, in: folder) == " saved model to m.toy ")
      #expect(try content("m.toy") == "TOY 3 made by toys")
      #expect(say(save, in: folder) == " saved model to m.toy ")
      #expect(say("plot tanh, -1..1, to=\"x.toy\", size=[300, 200]", in: folder).contains("wrote"))
      #expect(try content("x.toy") == "TOY 300x200 made by toys")
      // By its content, whatever its name; what it is not is said with its words.
      try AtomicFile.write(Array("TOY".utf8), to: folder + "/m.safetensors")
      #expect(
        say("load \"m.safetensors\"", in: folder)
          == "E0504 \"m.safetensors\" is a toy, not a safetensors file give \"m.safetensors\" to a child"
      )
      #expect(
        say("save model 2 { dense 1 }, \"m.svg\"", in: folder).contains(".safetensors or .toy"))
      #expect(say("plot tanh, to=\"m.nabla\"", in: folder).contains("text, PNG and toy, not"))
      #expect(say("plot tanh, to=\"m.nabla\"", in: folder).contains(".txt, .png or .toy"))
      // A run is none of what it holds.
      #expect(
        say(
          "r = train model 1 { dense 1 }, table([1, 2], [1, 2]), epochs=1\nsave r, \"r.toy\"",
          in: folder
        ).contains("models are saved as safetensors, not as \"r.toy\""))
      try AtomicFile.write(Array("by hand".utf8), to: folder + "/m.toy")
      #expect(say(save, in: folder).hasPrefix("E0529 "))
    }
  }

  @Test func `lines of other libraries are told with its name`() {
    #expect(Self.vocabulary.catalog.files.named("x.toy")?.name == "toy")
  }
}
