import Catalog
import Engine
import Support

/// A metric of whole sequences: words, characters or class numbers of true and predicted texts.
package protocol SequenceMetric: Metric {
  /// Whether texts are taken apart into characters; otherwise into words.
  static var readsCharacters: Bool { get }
  /// A count of nothing yet.
  func tally() -> any SequenceTally
}

/// What a metric of sequences has counted so far; tokens are any numbers.
package protocol SequenceTally {
  /// Counts a true sequence and the predicted one so often, as if the pair were there as many times; either may
  /// be empty.
  mutating func add(reference: [Int], candidate: [Int], weight: Double)
  /// The value over all pairs so far; 0 where there is none.
  var value: Double { get }
  /// All that was counted, as numbers.
  var state: [Double] { get set }
}

extension SequenceMetric {
  static var readsCharacters: Bool { false }

  func refusal(of layout: TargetLayout) -> MetricRefusal? { layout.refusesLabels }

  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    SequenceRows(tally: tally())
  }

  /// The metric of texts, truth first.
  package func value(references: [String], candidates: [String]) throws(LearningError) -> Double {
    guard references.count == candidates.count, !references.isEmpty else {
      throw .training(
        .metric(
          name: Self.signature.name,
          .textCounts(references: references.count, candidates: candidates.count)))
    }
    var numbers: [String: Int] = [:]
    var tally = tally()
    func tokens(_ text: String) -> [Int] {
      var (found, word, count) = ([Int](), "", 0)
      func close() {
        guard !word.isEmpty else { return }
        let number = numbers[word] ?? numbers.count
        numbers[word] = number
        found.append(number)
        word = ""
      }
      for character in text {
        count += 1
        if count & 0xFFF == 0, Interrupt.isRaised { break }
        if !Self.readsCharacters, character.isWhitespace {
          close()
        } else {
          word.append(character)
          if Self.readsCharacters { close() }
        }
      }
      close()
      return found
    }
    for (reference, candidate) in zip(references, candidates) {
      tally.add(reference: tokens(reference), candidate: tokens(candidate), weight: 1)
      if Interrupt.isRaised { throw .interrupted }
    }
    return tally.value
  }
}

/// Rows of class numbers as sequences; positions whose target is ignored belong to neither.
private struct SequenceRows: MetricAccumulator {
  var tally: any SequenceTally
  let needsWholeRows = true

  mutating func add(_ batch: MetricBatch) {
    let length = batch.layout.length
    for row in 0..<batch.count / length {
      var (reference, candidate): ([Int], [Int]) = ([], [])
      for entry in row * length..<(row + 1) * length {
        if let ignored = batch.layout.ignoredClass,
          batch.layout.targetWidth == 1, batch.targets[entry] == Double(ignored)
        {
          continue
        }
        let (truth, guess) = batch.classes(of: entry)
        reference.append(truth)
        candidate.append(guess)
      }
      tally.add(
        reference: reference, candidate: candidate, weight: batch.weight(row * length))
    }
  }

  var state: [Double] {
    get { tally.state }
    set { tally.state = newValue }
  }

  var result: MetricValue { .number(tally.value) }
}
