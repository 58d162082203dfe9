import Catalog
import Data
import Engine
import Learning
import Support

/// `small = quantize m, bits=8, data=d`: another model whose kernels are small whole numbers.
enum QuantizeVerb: Verb {
  static let model = Parameter<Model>.model()
  static let bits = Parameter<Int>(
    "bits", "Of each weight: 8, which computes with whole numbers; 4, which only stores them.",
    default: 8, rule: "8 or 4"
  ) { $0 == 8 || $0 == 4 }
  static let data = Parameter<Dataset>.dataset(
    "data", "What ranges are taken from, and what both models are measured on.", shown: .nothing)
  static let calibration = Parameter<CalibrationMethod>.value(
    "calibration", "How ranges are chosen from what 256 samples show.",
    expected: Problems.list(CalibrationMethod.allCases.map(\.rawValue)), shown: .word("minmax"),
    words: CalibrationMethod.allCases.map(\.rawValue)
  ) { value, _ in
    switch value {
    case .spec(let spec, _): CalibrationMethod(rawValue: spec.name)
    case .text(let text): CalibrationMethod(rawValue: text)
    default: nil
    }
  }
  static let aware = Parameter<Bool>(
    "aware", "Trains on with the rounding in force, so that the weights get used to it.",
    default: false)

  /// What `train` takes, but for what it has of its own.
  private static var trainParameters: [ParameterDescription] {
    let own = ParameterSet(
      TrainVerb.model.description, TrainVerb.data.description, TrainVerb.checkpoint.description)
    return TrainVerb.signature.parameters.filter { !own.contains($0) }
  }

  static let signature = Signature(
    "quantize", .verb, "makes another model whose weights are whole numbers of 8 or 4 bits",
    example: "small = quantize model 8 { dense 4, activation=relu; dense 2 }",
    [
      model.description, bits.description, data.description, calibration.description,
      aware.description,
    ] + trainParameters,
    details: """
      int8 = quantize big, bits=8, data=d

      Kernels of dense, conv1d and conv2d become whole numbers from -127 to 127 with a scale for each output, max|w| / 127;
      what goes into them becomes bytes, in a range taken from 256 samples of d. Products are sums of whole numbers, with
      VNNI or AVX2 where the processor has them and with the same bits everywhere. calibration=percentile leaves out the
      outermost 0.1 %, entropy cuts off where least is lost (Migacz 2017). Without data= the samples of the training count,
      where its run has a name; else each sample gets a range of its own.
      Recurrent layers, attention, embeddings, convolutions in groups and what `lora` changes stay in float32; the report
      says which lines.

      bits=4 keeps whole numbers from -7 to 7 with a scale for 32 inputs of an output. They are unpacked while they are
      multiplied: the model is smaller, not faster.

      aware=true, data=d, epochs=2 trains a copy with the rounding in force; gradients pass through it as if it were not
      there (Bengio et al. 2013). It takes what `train` takes.

      The report tells size, accuracy and answers of both models on the rows for test. A quantized model answers, and can be
      saved, loaded and exported (.onnx as QDQ); it cannot be trained, and m stays as it is.
      """, effects: [.trains, .givesValue])

  static func perform(_ call: VerbCall) throws -> Value {
    let model = try call[model]
    try refuseIdle(call)
    let width: QuantizedKernel.Width = try call[bits] == 4 ? .four : .eight
    return .model(try QuantizedAnswer(model, width, call).made())
  }

  /// Options that mean something only with others.
  private static func refuseIdle(_ call: VerbCall) throws {
    if try call[bits] == 4 {
      try call.refuse(idle: calibration.description, .beside("bits=4"))
    }
    guard try call[aware] else {
      for option in trainParameters where option.name != TrainVerb.loss.name {
        try call.refuse(idle: option, .without(aware.name, typed: "aware=true"))
      }
      if try call.optional(data) == nil {
        let loss = TrainVerb.loss.description
        try call.refuse(idle: loss, .without(data.name, typed: "data=d"))
      }
      return
    }
    if try call.optional(data) == nil { throw QuantizationProblem.noData }
  }
}

/// Why a statement of `quantize` cannot be done; data, worded in `Problems`.
enum QuantizationProblem: Error {
  /// `aware=true` without rows to learn from.
  case noData
  /// The cost of whole numbers on a device that is known by its figures alone.
  case otherDevice
}
