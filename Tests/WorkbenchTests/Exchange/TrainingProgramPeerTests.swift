import Learning
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What the other side's trainings come to, beside ours.
@Suite(
  "Training programs", .serialized,
  .enabled(if: Peers.have("torch", "jax", "keras"), Peers.lack("torch", "jax", "keras")))
struct TrainingProgramPeerTests {
  /// Trainings, as lines that give `r`; those whose program shares out its batches, too.
  private static let trainings: [(name: String, program: String, isShared: Bool)] = [
    (
      "dense",
      """
      seed 3
      x = normal([50, 2])
      d = table(x, round(sigmoid(3 * x[:, 0] - x[:, 1])))
      m = model 2 { dense 8, activation=tanh, kernel_regularizer=l2(0.01); dense 1, activation=sigmoid }
      r = train m, d, epochs=3, batch_size=15, optimizer=adam(0.01, clipnorm=1)
      """, true
    ),
    (
      "pictures",
      """
      seed 4
      d = data digits { take 200, test=20; rescale 1/255; reshape [28, 28, 1] }
      m = model [28, 28, 1] { conv2d 4, 3, strides=2, activation=relu, padding=same; batch_normalization
      max_pooling2d 2; flatten; dense 10, activation=softmax }
      r = train m, d, epochs=1, batch_size=32, optimizer=sgd(0.005, momentum=0.9)
      """, true
    ),
    (
      "sequences",
      """
      seed 5
      x = normal([40, 7, 3])
      d = table(x, mean(mean(x, axis=2), axis=1))
      m = model [7, 3] { lstm 5, return_sequences=true; gru 4; dense 1 }
      r = train m, d, epochs=4, batch_size=8, optimizer=rmsprop(0.01), loss=mean_squared_error
      """, true
    ),
    (
      // Words that stand several times in a batch. At a rate of 0.05 roundings grow to 2e-5 on TensorFlow within six steps.
      "words",
      """
      seed 7
      x = minimum(floor(abs(normal([40, 6])) * 3), 9)
      d = table(x, mean(x, axis=1))
      m = model [6] { embedding 10, 4; flatten; dense 1 }
      r = train m, d, epochs=3, batch_size=8, optimizer=adam(0.01), loss=mean_squared_error
      """, false
    ),
    (
      "rates",
      """
      seed 6
      x = normal([40, 2])
      d = table(x, round(sigmoid(3 * x[:, 0] - x[:, 1])))
      m = model 2 { dense 6, activation=relu; dense 2 }
      r = train m, d, epochs=4, batch_size=16, optimizer=adamw(cosine_decay(0.02, 10), weight_decay=0.1), loss=sparse_categorical_crossentropy(from_logits=true), class_weight=[1, 2]
      """, true
    ),
  ]

  @Test func `the first losses are those of nabla, in each framework, on two processes, in parts`()
    throws
  {
    try TemporaryFolder.use { folder in
      var cases: [String] = []
      var wanted: [String: [Double]] = [:]
      for training in Self.trainings {
        let transcript = Transcript(folder: folder)
        let exports = ["pytorch", "jax", "keras"].map {
          "export r, \"\(training.name)_\($0).py\", framework=\($0)"
        }
        let said = transcript.run(training.program + "\n" + exports.joined(separator: "\n"))
        guard case .run(let run)? = transcript.interpreter["r"], !said.contains("error E") else {
          Issue.record("\(training.name): \(said)")
          continue
        }
        wanted[training.name] = Array(run.stepLosses().prefix(10))
        for framework in ["pytorch", "jax", "keras"] {
          cases.append("\(training.name)_\(framework):\(framework):10")
        }
        if training.isShared { cases.append("\(training.name)_pytorch:torchrun:10") }
        // Regularizers and clipping by norm need whole weights, normalization of batches whole batches.
        if ["sequences", "rates"].contains(training.name) {
          cases.append("\(training.name)_pytorch:fsdp:10")
        }
      }
      let said = try Peers.run("training_run.py", [folder] + cases, in: folder)
      for line in said.split(separator: "\n") {
        let words = line.split(separator: " ").map(String.init)
        guard words.count > 2, let stem = words.first, let name = stem.split(separator: "_").first,
          let losses = wanted[String(name)]
        else { continue }
        let found = words.dropFirst(2).compactMap(Double.init)
        let differences = zip(found, losses).map { abs($0 - $1) / max(1, abs($1)) }
        let isRight = found.count == losses.count && differences.allSatisfy { $0 < 1e-5 }
        #expect(isRight, "\(line)\nnabla: \(losses)")
      }
      #expect(said.split(separator: "\n").count >= cases.count, "\(said)")
    }
  }
}
