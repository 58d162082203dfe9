import Engine
import Support

/// A request of the Open Inference Protocol: tensors for inputs, in JSON, or with their bytes behind it.
struct OpenInferenceRequest {
  /// What the client calls the request, which the answer repeats.
  let id: String?
  let inputs: [(name: String, tensor: Tensor)]
  /// Whether the answer's numbers are to be bytes behind its JSON.
  let isBinaryAnswer: Bool

  /// The header that says where JSON ends and bytes begin.
  static let lengthHeader = "inference-header-content-length"

  /// Reads a request whose model gives `output`.
  init(_ request: ServedRequest, output: String) throws(RequestProblem) {
    var (content, bytes) = (request, ArraySlice<UInt8>())
    if let text = request.header(Self.lengthHeader) {
      guard let length = Int(text), length >= 0, length <= request.body.count else {
        throw RequestProblem(400, "Inference-Header-Content-Length is beyond the content")
      }
      content = request.with(body: Array(request.body[..<length]))
      bytes = request.body[length...]
    }
    let value = try content.json()
    guard case .object = value else { throw RequestProblem(400, "the content must be an object") }
    id = value["id"]?.string
    guard case .list(let entries)? = value["inputs"] else {
      throw RequestProblem(400, "there is no list `inputs` in the content")
    }
    guard !entries.isEmpty else {
      throw RequestProblem(400, "`inputs` must have an entry for each input of the model")
    }
    var inputs: [(name: String, tensor: Tensor)] = []
    for (index, entry) in entries.enumerated() {
      inputs.append(try Self.input(entry, "inputs[\(index)]", &bytes))
    }
    guard bytes.isEmpty else {
      throw RequestProblem(400, "\(bytes.count) bytes follow that no input says are its own")
    }
    self.inputs = inputs
    isBinaryAnswer = try Self.isBinaryAnswer(value, output)
  }

  private static func input(
    _ entry: JSON, _ place: String, _ bytes: inout ArraySlice<UInt8>
  ) throws(RequestProblem) -> (name: String, tensor: Tensor) {
    guard let name = entry["name"]?.string else {
      throw RequestProblem(400, "\(place) has no name")
    }
    guard let type = entry["datatype"]?.string.flatMap(OpenInferenceType.init(rawValue:)) else {
      throw RequestProblem(400, "\(place) needs a datatype of numbers, such as FP32")
    }
    guard let extents = entry["shape"]?.items(\.wholeNumber), !extents.isEmpty,
      extents.allSatisfy({ $0 >= 0 }), let count = product(extents)
    else { throw RequestProblem(400, "\(place) needs a shape such as [1, 4]") }
    let shape = Shape(extents)
    let wrong = RequestProblem(
      400, "\(place) needs \(count) finite \(type.rawValue) numbers for its shape")
    if let size = entry["parameters"]?["binary_data_size"] {
      guard let size = size.wholeNumber, size >= 0, size <= bytes.count else {
        throw RequestProblem(400, "\(place) says more bytes are its own than there are")
      }
      let own = bytes.prefix(size)
      bytes = bytes.dropFirst(size)
      guard let tensor = type.tensor(of: own, shape) else { throw wrong }
      return (name, tensor)
    }
    guard let data = entry["data"] else { throw RequestProblem(400, "\(place) has no data") }
    var numbers: [Double] = []
    guard case .list = data, flatten(data, of: type, into: &numbers, most: count),
      let tensor = type.tensor(of: numbers, shape)
    else { throw wrong }
    return (name, tensor)
  }

  /// `nil` beyond what any content can hold.
  private static func product(_ extents: [Int]) -> Int? {
    var product = 1
    for extent in extents {
      let (next, overflows) = product.multipliedReportingOverflow(by: extent)
      guard !overflows, next <= 1 << 28 else { return nil }
      product = next
    }
    return product
  }

  /// Data may be nested as the shape is, or flat; truth values are those of BOOL alone, which also takes 0 and 1.
  private static func flatten(
    _ value: JSON, of type: OpenInferenceType, into numbers: inout [Double], most: Int
  ) -> Bool {
    switch value {
    case .list(let items):
      for item in items where !flatten(item, of: type, into: &numbers, most: most) {
        return false
      }
      return true
    case .bool(let truth) where type == .BOOL: numbers.append(truth ? 1 : 0)
    default:
      guard let number = value.double, type != .BOOL || number == 0 || number == 1 else {
        return false
      }
      numbers.append(number)
    }
    return numbers.count <= most
  }

  private static func isBinaryAnswer(
    _ value: JSON, _ output: String
  ) throws(RequestProblem) -> Bool {
    let all = value["parameters"]?["binary_data_output"] == true
    guard let outputs = value["outputs"] else { return all }
    guard case .list(let entries) = outputs, entries.count <= 1 else {
      throw RequestProblem(400, "`outputs` is a list of at most one; the model gives \(output)")
    }
    guard let entry = entries.first else { return all }
    guard entry["name"]?.string == output else {
      throw RequestProblem(400, "the model gives \(output), and nothing else")
    }
    return entry["parameters"]?["binary_data"].map { $0 == true } ?? all
  }
}
