import Data
import Engine
import Formats
import Learning
import Support

/// Arrays by name, as archives of them hold them, and what of a value is none.
struct NamedArrays {
  /// In the value's order; names differ.
  private(set) var arrays: [(name: String, tensor: Tensor)] = []
  /// What is left out, by its name and what it is.
  private(set) var left: [String] = []

  /// One array as NumPy calls it that has no name.
  init(_ tensor: Tensor) { arrays = [("arr_0", tensor)] }

  /// The fields; of records inside records `a.b`, of lists `a_0`, `a_1`.
  init(_ record: RecordValue) { add(record, prefix: "") }

  /// What stands behind the dots of a report, such as predictions.
  init(_ report: ReportValue) {
    for (name, value) in report.fields { add(value, as: name) }
  }

  /// A run's curves, one number an epoch.
  init(_ run: TrainingRun) {
    let curves = RunCurves(run)
    arrays = curves.series.map { ($0.name, Tensor($0.values, [$0.values.count])) }
  }

  /// A model's weights by their paths.
  init(_ model: Model) { arrays = model.parameters.map { ($0.path, $0.variable.value) } }

  /// The parts as `data npz(…)` finds them: x and y, or x_train, y_train, x_val, …
  init(_ dataset: Dataset) {
    let names: [Dataset.Part: String] = [.train: "train", .validation: "val", .test: "test"]
    let parts = Dataset.Part.allCases.compactMap { part in
      dataset.samples(of: part).map { (names[part] ?? part.rawValue, $0) }
    }
    for (part, samples) in parts {
      let end = parts.count == 1 ? "" : "_" + part
      for input in samples.inputs {
        let name = samples.inputs.count == 1 ? "x" : input.name
        arrays.append((name + end, input.rows.tensor))
      }
      if samples.targets != nil { arrays.append(("y" + end, samples.y)) }
      if samples.weights != nil {
        arrays.append(("weight" + end, samples.weights?.tensor ?? samples.y))
      }
    }
    if !dataset.classNames.isEmpty { left.append("the names of the classes") }
  }

  private mutating func add(_ record: RecordValue, prefix: String) {
    for (name, value) in record.fields { add(value, as: prefix + name) }
  }

  private mutating func add(_ value: Value, as name: String) {
    switch value {
    case .tensor(let tensor):
      guard let known = tensor.known else { return left.append(name) }
      arrays.append((name, known))
    case .bool(let truth): arrays.append((name, Tensor([truth ? 1 : 0] as [Int32], [])))
    case .record(let record): add(record, prefix: name + ".")
    case .list(let items):
      guard items.allSatisfy({ if case .tensor = $0 { true } else { false } }) else { fallthrough }
      for (index, item) in items.enumerated() { add(item, as: "\(name)_\(index)") }
    default: left.append("\(name), \(value.kindName)")
    }
  }

  /// What is told of what was left out; empty where nothing was.
  var remark: String {
    left.isEmpty
      ? ""
      : "left out \(NumberText.noun(left.count, "is", "are")) "
        + left.prefix(5).map(Sanitizer.visible).joined(separator: "; ")
        + (left.count > 5 ? "; …" : "") + ": arrays hold numbers"
  }

  /// Refuses where there is nothing to write, or a name that no archive has.
  func checked(_ value: String) throws(ArrayProblem) -> NamedArrays {
    guard !arrays.isEmpty else { throw .nothing(value) }
    for (name, _) in arrays {
      let parts = name.split(separator: "/", omittingEmptySubsequences: false)
      guard !name.isEmpty, Sanitizer.isHarmless(name), !name.contains("\n"), !name.contains("\\"),
        parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." })
      else { throw .name(name) }
    }
    if let twice = Dictionary(grouping: arrays, by: \.name).first(where: { $1.count > 1 }) {
      throw .twice(twice.key)
    }
    return self
  }
}

/// Why a value cannot be written as arrays; worded in `Problems`.
enum ArrayProblem: Error {
  /// It has no numbers.
  case nothing(String)
  /// A name that leads elsewhere, or cannot be seen.
  case name(String)
  /// Two arrays would have one name.
  case twice(String)
}

extension NumPyArray {
  /// The tensor of these numbers: float32 and float64 as they are, float16 as float32; whole numbers and truths as
  /// whole numbers where 32 bits hold them, else as float64.
  ///
  /// Throws for whole numbers that float64 does not have, and for more axes than a tensor has.
  func tensor() throws(FormatError) -> Tensor {
    guard shape.count <= Shape.maximumRank else {
      throw FormatError(
        format: "NPY", .wholeFile, expected: "at most \(Shape.maximumRank) axes",
        found: "\(shape.count)")
    }
    let shape = Shape(shape)
    switch elementType {
    case .float32: return withFloats { floats in Tensor(Array(floats), shape) }
    case .float16: return Tensor(floats, shape)
    case .float64: return Tensor(try numbers(), shape, .float64)
    case .bool, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64:
      let numbers = try numbers()
      let limit = Double(Int32.max)
      guard numbers.allSatisfy({ abs($0) <= limit }) else {
        return Tensor(numbers, shape, .float64)
      }
      return Tensor(numbers, shape, .int32)
    }
  }
}
