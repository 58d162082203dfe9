import Catalog
import Learning
import Support

/// What `cost` says of a quantized model: it answers, and is never trained.
enum QuantizedCost {
  /// Times are measured here: what other devices do with whole numbers their figures do not say.
  static func report(
    _ model: Model, batchSize: Int, device: Device?, threads: Int
  ) throws -> ReportValue {
    var rows = CostRows()
    let answer = try FastestAnswers.bytes(of: model, batchSize: batchSize)
    let bits = model.quantizedWidth?.rawValue ?? 8
    rows.count(
      "parameters", "parameters", model.parameterCount, "",
      "\(Problems.count(model.allQuantized.count, "kernel")) of \(bits) bits")
    rows.count("MACs", "macs", model.multiplyAccumulates, "MAC", "one sample")
    rows.count("weights", "weight_bytes", model.byteCount, "byte")
    rows.count("inference", "inference_bytes", answer, "byte", "beside the weights")
    if let device {
      guard device.isMeasured else { throw QuantizationProblem.otherDevice }
      rows.isMeasured = true
      let seconds = try FastestAnswers.of([model], batchSize: batchSize, threads: threads)[0]
      rows.seconds("answer", "answer_time", seconds, "measured, a batch of \(batchSize)")
      let requests = 1000 / Double(batchSize) * seconds
      rows.seconds("1,000 requests", "requests_time", requests, "in batches of \(batchSize)")
      rows.money("1,000 requests", "1k_requests", seconds: requests, on: device)
    }
    return rows.value(
      title: "cost of \(model.name), batch_size=\(batchSize), quantized, for answers alone")
  }
}
