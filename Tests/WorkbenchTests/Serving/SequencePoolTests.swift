import Engine
import Learning
import Testing
import WorkbenchTestSupport

@testable import Workbench

@Suite("Sequences that grow side by side")
struct SequencePoolTests {
  private static let nets = [
    "seed 3; m = model [8] { embedding 7, 6; lstm 5, return_sequences=true; dense 7 }",
    "seed 3; m = model [8] { embedding 7, 6; gru 5, return_sequences=true; simple_rnn 4, return_sequences=true; dense 7 }",
    "seed 3; m = model [8] { embedding 7, 6; conv1d 5, 3, padding=causal, activation=relu; conv1d 5, 2, padding=causal; dense 7 }",
    """
    seed 3; m = model [8] { embedding 7, 8; position_embedding
    repeat 2 { residual { layer_normalization; multi_head_attention 2, 4, use_causal_mask=true }
    residual { layer_normalization; dense 16, activation=gelu; dense 8 } }
    layer_normalization; dense 7 }
    """,
    "seed 3; m = model [8] { embedding 7, 6; bidirectional { lstm 3, return_sequences=true }; dense 7 }",
  ]

  private func model(_ program: String) throws -> Model {
    let transcript = Transcript()
    let said = transcript.run(program)
    guard case .model(let model)? = transcript.interpreter["m"] else {
      throw ServedSession.Missing(name: said)
    }
    return model
  }

  /// The scores of a sequence alone, behind its prompt and each further token.
  private func alone(_ model: Model, _ tokens: [Int], prompt: Int) throws -> [[Double]] {
    let predictor = try SequencePredictor(model)
    var scores = [try predictor.scores(after: tokens.prefix(prompt))]
    for token in tokens.dropFirst(prompt) { scores.append(try predictor.scores(appending: token)) }
    return scores
  }

  @Test(arguments: nets)
  func `each has the bits that it has alone, whoever comes, goes, waits and outgrows the window`(
    net: String
  ) throws {
    let model = try model(net)
    let sequences = (0..<11).map { number in
      (0..<(4 + number)).map { ($0 * 5 + number * 3) % 7 }
    }
    let expected = try sequences.enumerated().map {
      try alone(model, $0.element, prompt: 1 + $0.offset % 3)
    }
    let pool = try SequencePool(model)
    var seats: [SequencePool.Seat?] = sequences.map { _ in nil }
    var found: [[[Double]]] = sequences.map { _ in [] }
    var round = 0
    while zip(found, expected).contains(where: { $0.count < $1.count }) {
      for (number, sequence) in sequences.enumerated() {
        // Some begin late, and one pauses.
        guard round >= number / 2, !(number == 4 && round % 3 == 1),
          found[number].count < expected[number].count
        else { continue }
        let prompt = 1 + number % 3
        let seat = seats[number] ?? pool.seat(for: Array(sequence.prefix(prompt)))
        seats[number] = seat
        guard let scores = try pool.scores(of: seat) else { continue }
        found[number].append(scores)
        let next = prompt + found[number].count - 1
        if next < sequence.count {
          pool.append(sequence[next], to: seat)
        } else {
          seats[number] = nil
        }
      }
      round += 1
      try #require(round < 1_000)
    }
    for number in sequences.indices { #expect(found[number] == expected[number], "\(number)") }
  }

  @Test func `more than there is room for take their turn when others have left`() throws {
    let model = try model(Self.nets[3])
    let pool = try SequencePool(model)
    let expected = try alone(model, [1, 2, 3], prompt: 3)
    var seats: [SequencePool.Seat] = []
    for _ in 0..<40 { seats.append(pool.seat(for: [1, 2, 3])) }
    var rounds = 0
    while !seats.isEmpty {
      var rest: [SequencePool.Seat] = []
      for seat in seats {
        if let scores = try pool.scores(of: seat) {
          #expect(scores == expected[0])
        } else {
          rest.append(seat)
        }
      }
      seats = rest
      rounds += 1
      try #require(rounds < 100)
    }
  }
}
