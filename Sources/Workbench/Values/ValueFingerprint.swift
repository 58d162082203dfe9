import Catalog
import Data
import Engine
import Learning
import Support

/// What a value is, for telling whether another one is the same to the last bit.
///
/// Weights are digested when it is made, because they change. Large tensors and data sets never change:
/// they are digested only where two of them are held against each other.
package struct ValueFingerprint {
  /// `nil` is equal to nothing.
  private let digest: String?
  private let large: [LargeValue]

  /// From here on tensors and data sets count as large.
  static let largeBytes = 1 << 20
  /// Models with more weights are equal to nothing.
  package static let weightBytes = 64 << 20

  /// Whether it can be equal to anything.
  package var isKnown: Bool { digest != nil }

  /// Whether both are of the same to the last bit; what is not known is equal to nothing.
  package func isSame(as other: ValueFingerprint) -> Bool {
    digest != nil && digest == other.digest && large.count == other.large.count
      && zip(large, other.large).allSatisfy { $0.isSame(as: $1) }
  }

  /// A name for a file, equal for what is the same; `nil` for what is equal to nothing, and where so
  /// much would have to be digested that somebody waits for it.
  package var fileName: String? { fileName(limit: Self.weightBytes) }

  /// The same where less is to be digested.
  package func fileName(limit: Int) -> String? {
    guard let digest, large.reduce(0, { $0 + $1.byteCount }) <= limit else { return nil }
    let text = ([digest] + large.map(\.digest)).joined(separator: " ")
    var hash = ContentHash()
    hash.update(text)
    return hash.hexadecimal
  }

  /// Of one value, as it is now.
  package init(_ value: Value) { self.init([], [("", value)]) }

  /// Of texts and values together.
  package init(_ texts: [String], _ values: [(name: String, value: Value)]) {
    var writer = FingerprintWriter()
    for text in texts { writer.write(text) }
    for (name, value) in values {
      writer.write(name)
      writer.write(value)
    }
    (digest, large) = (writer.digest, writer.large)
  }
}

/// Numbers that are digested when they are first asked about.
private final class LargeValue {
  private enum Content {
    case tensor(Tensor)
    case data(Dataset)
  }

  private let content: Content
  private var known: String?

  init(_ tensor: Tensor) { content = .tensor(tensor) }
  init(_ dataset: Dataset) { content = .data(dataset) }

  var byteCount: Int {
    switch content {
    case .tensor(let tensor): tensor.type.byteCount
    case .data(let dataset): dataset.byteCount
    }
  }

  var digest: String {
    if let known { return known }
    let made: String
    switch content {
    case .tensor(let tensor):
      var hash = ContentHash()
      tensor.withBytes { hash.update($0) }
      made = hash.hexadecimal
    case .data(let dataset): made = dataset.digest
    }
    // One that was left undone is none.
    if !Interrupt.wasRaised { known = made }
    return made
  }

  /// Whether it can be equal to anything.
  var isKnown: Bool { digest != nil }

  func isSame(as other: LargeValue) -> Bool {
    switch (content, other.content) {
    case (.tensor(let own), .tensor(let others)):
      own.memory === others.memory || digest == other.digest
    case (.data(let own), .data(let others)):
      own.sharesMemory(with: others) || digest == other.digest
    default: false
    }
  }
}

private struct FingerprintWriter {
  private var hash = ContentHash()
  private var weightBytes = 0
  private var isKnown = true
  private var depth = 0
  /// Values written so far: one may stand in another many times, and that in a third.
  private var count = 0
  private static let countLimit = 1_000_000
  private(set) var large: [LargeValue] = []

  var digest: String? {
    isKnown ? hash.hexadecimal : nil
  }

  mutating func write(_ text: String) {
    hash.update(text)
  }

  private mutating func write(_ tensor: Tensor) {
    write("\(tensor.type.dtype.name)\(tensor.shape)")
    if tensor.type.byteCount > ValueFingerprint.largeBytes {
      large.append(LargeValue(tensor))
    } else {
      tensor.withBytes { hash.update($0) }
    }
  }

  mutating func write(_ value: Value) {
    depth += 1
    count += 1
    defer { depth -= 1 }
    guard isKnown, depth <= ValueList.depthLimit + 1, count <= Self.countLimit else {
      return isKnown = false
    }
    switch value {
    case .none: write("none")
    case .bool(let bool): write("bool \(bool)")
    case .text(let text):
      write("text")
      write(text)
    case .tensor(let tensor):
      guard let known = tensor.known else { return isKnown = false }
      write(tensor.isWeak ? "weak" : "tensor")
      // Where a series comes from says nothing of its numbers.
      let roles = tensor.roles.subtracting(.perEpoch)
      if !roles.isEmpty { write("roles \(roles.rawValue)") }
      write(known)
    case .range(let low, let high): write("range \(low.bitPattern) \(high.bitPattern)")
    case .list(let items):
      write("list \(items.count)")
      for item in items { write(item) }
    case .record(let record):
      write("record \(record.names.count) \(record.word ?? "")")
      for (name, value) in record.fields {
        write(name)
        write(value)
      }
    case .quantity(let quantity): write("quantity \(quantity)")
    case .function(let function):
      write("function")
      write(function.text)
      guard let captured = function.captured else { return isKnown = false }
      for (name, value) in captured.sorted(by: { $0.key < $1.key }) {
        write(name)
        write(value)
      }
    case .block(_, let text):
      write("block")
      write(text)
    case .model(let model): write(model)
    case .layer(let model, let path):
      write("layer " + path)
      write(model)
    case .dataset(let dataset):
      write("data \(dataset.name) \(dataset.sampleShape)")
      large.append(LargeValue(dataset))
    case .spec(let spec, let kind): write("\(kind.rawValue) \(spec.text)")
    case .run(let run): write(run)
    case .server: isKnown = false
    case .report(let report):
      write("report")
      write(report.shown.text())
      for field in report.fields {
        write(field.name)
        write(field.value)
      }
    }
  }

  private mutating func write(_ model: Model) {
    guard !model.source.isEmpty else { return isKnown = false }
    write("model \(model.name)")
    write(model.source)
    // What trains it keeps these zeros.
    for path in model.zeroKeepingPaths { write("zeros of \(path)") }
    for (path, variable) in model.parameters {
      write(path)
      let tensor = variable.value
      weightBytes += tensor.type.byteCount
      guard weightBytes <= ValueFingerprint.weightBytes else { return isKnown = false }
      write("\(tensor.type.dtype.name)\(tensor.shape)")
      tensor.withBytes { hash.update($0) }
    }
  }

  /// A run that has ended is its curves and what it left in its models.
  private mutating func write(_ run: TrainingRun) {
    guard run.isFinished else { return isKnown = false }
    let options = run.setup.options
    write("run \(run.setup.sentence()) \(options.name)")
    write("draws \(options.occurrence) \(options.maskOccurrence)")
    for index in run.curveNames.indices {
      let losses = run.seen.stepLosses(of: index)
      write(Tensor(losses, [losses.count]))
    }
    for model in run.models { write(model) }
  }
}
