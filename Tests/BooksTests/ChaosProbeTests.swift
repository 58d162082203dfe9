import Learning
import Sessions
import Testing
import Workbench

@testable import Books

/// Noise in the last bits, and the cells that follow it.
@Suite struct ChaosProbeTests {
  private func findings(_ text: String) throws -> (SessionDocument, [ChaosProbe.Finding]) {
    let document = try SessionDocument.parse(Array(text.utf8), name: "a.nabla.md")
    var results: [Int: Replay.Result] = [:]
    _ = Verification(document, onResult: { results[$0.number] = $1 })
    return (document, ChaosProbe(results, options: Replay.Options()).findings(document))
  }

  private func session(_ optimizer: String, _ attributes: String = "") -> String {
    """
    ---
    nabla: 1
    seed: 3
    ---
    ```nabla {#train\(attributes)}
    d = generated(spiral, 200)
    m = model 2 { dense 16, activation=tanh; dense 16, activation=tanh; dense 1, activation=sigmoid }
    r = train m, d, epochs=150, batch_size=16, optimizer=\(optimizer), loss=binary_crossentropy
    ```

    ```nabla
    e = evaluate m, d, metrics=accuracy
    e.loss
    ```

    ```nabla
    1 + 1
    ```

    """
  }

  @Test func `a calm training is not chaotic`() throws {
    let (_, found) = try findings(session("sgd(0.01)"))
    #expect(found.isEmpty)
  }

  @Test func `an unstable one is, and so is what it came to, and nothing else`() throws {
    let (document, found) = try findings(session("sgd(0.5, momentum=0.9)"))
    #expect(found.map(\.cell.number) == [1, 2])
    guard case .chaotic("r", _, "loss", let change)? = found.first?.notice else {
      Issue.record("\(found)")
      return
    }
    #expect(change > 0.01)
    #expect(found.last?.notice == .followsChaos(place: "cell 2, line 11"))
    let marked = try document.comparing([1, 2], as: .shape)
    #expect(marked.cells.map(\.options.mode) == [.shape, .shape, nil])
    #expect(marked.cells[0].block.attributes.text == "{#train verify=shape}")
    // Marked once, they are not asked again, and their bytes stay.
    #expect(try marked.comparing([1, 2], as: .shape).bytes == marked.bytes)
  }

  @Test func `cells that are compared by their shape already, or not at all, are not asked`() throws
  {
    for mode in [" verify=shape", " verify=none", " volatile"] {
      let (_, found) = try findings(session("sgd(0.5, momentum=0.9)", mode))
      #expect(found.map(\.cell.number) == [2])
    }
  }

  @Test func `a nudge is one unit in the last place, and nothing for zeros`() throws {
    let document = try SessionDocument.parse(
      Array("```nabla\nm = model 2 { dense 3 }\n```\n".utf8), name: "a.nabla.md")
    let replay = Replay(document)
    _ = replay.run(document.cells[0])
    guard case .model(let model)? = replay.interpreter.state.names["m"] else {
      Issue.record("no model")
      return
    }
    let before = model.parameters.map { $0.variable.value.doubles.map { Float($0) } }
    WeightNudge.apply(to: [model])
    let after = model.parameters.map { $0.variable.value.doubles.map { Float($0) } }
    for (one, other) in zip(before, after) {
      for (place, pair) in zip(one, other).enumerated() {
        let wanted = pair.0 == 0 ? 0 : place.isMultiple(of: 2) ? pair.0.nextUp : pair.0.nextDown
        #expect(pair.1 == wanted)
      }
    }
  }
}
