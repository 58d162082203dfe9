import Engine
import Learning
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Models that PyTorch exported and others put together, beside what ONNX Runtime computes from them.
@Suite("Models out of ONNX", .enabled(if: Peers.areThere, Peers.skipReason))
struct ONNXReadingPeerTests {
  @Test func `every model gives the same numbers`() throws {
    try TemporaryFolder.use { folder in
      _ = try Peers.run("onnx_make.py", [folder], in: folder)
      let cases = String(
        decoding: try InputFile.read(folder + "/cases", limit: 1 << 20), as: UTF8.self)
      let names = cases.split(separator: "\n").map(String.init)
      #expect(names.count >= 26)
      for name in names { try check(name, in: folder) }
    }
  }

  private func check(_ name: String, in folder: String) throws {
    let transcript = Transcript(folder: folder)
    let said = transcript.run("m = load \"\(name).onnx\"\nsave m, \"\(name).safetensors\"")
    guard case .model(let model)? = transcript.interpreter["m"], !said.contains("error") else {
      Issue.record("\(name): \(said)")
      return
    }
    let known = try JSON.read(InputFile.read("\(folder)/\(name).json", limit: 1 << 24))
    let inputs = try zip(known.member("inputs")?.listed ?? [], model.inputs).map { given, input in
      try tensor(given, "numbers", sample: input.shape)
    }
    let wanted = try tensor(known, "output", sample: model.outputShape).doubles
    let found = try model.predict(model.samples(of: inputs), threads: 1).doubles
    let largest = max(wanted.map(abs).max() ?? 0, 1e-6)
    // What was rounded to hundredths on the way is not here.
    let isRounded = ["qdq", "qlinearmatmul", "qlinearconv", "dynamic"].contains(name)
    let tolerance = isRounded ? 0.05 : 1e-5
    let difference = zip(found, wanted).map { abs($0 - $1) }.max() ?? 0
    #expect(
      found.count == wanted.count && difference <= tolerance * largest,
      "\(name): \(difference) of \(largest)\n\(model.source)")
    // What was read is a model as any other: it comes back from a file of its own.
    let again = transcript.run("k = load \"\(name).safetensors\"")
    #expect(!again.contains("error E05"), "\(again)")
  }

  /// Numbers of a case, with the channels last where the model has them so.
  private func tensor(_ given: JSON, _ key: String, sample: Shape) throws -> Tensor {
    let shape = (given.member("shape")?.listed ?? []).compactMap {
      $0.listedNumber.flatMap { Int(exactly: $0) }
    }
    let numbers = (given.member(key)?.listed ?? []).compactMap(\.listedNumber)
    let tensor = Tensor(numbers, Shape(shape), .float32)
    let own = Array(shape.dropFirst())
    let isTurned = own.count > 1 && own != sample.extents
    guard isTurned, Array(own.dropFirst()) + [own[0]] == sample.extents else {
      return tensor.reshaped(Shape([shape[0]] + sample.extents))
    }
    let (channels, places) = (own[0], own.dropFirst().reduce(1, *))
    return Tensor(TensorType(Shape([shape[0]] + sample.extents), .float32)) { index in
      let (channel, place) = (index % channels, index / channels % places)
      return tensor[(index / (channels * places) * channels + channel) * places + place]
    }
  }
}

extension JSON {
  fileprivate func member(_ name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  fileprivate var listed: [JSON]? {
    if case .list(let items) = self { items } else { nil }
  }

  fileprivate var listedNumber: Double? {
    switch self {
    case .whole(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }
}
