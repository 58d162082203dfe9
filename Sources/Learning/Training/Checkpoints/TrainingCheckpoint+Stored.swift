import Engine

extension TrainingCheckpoint {
  /// A checkpoint as named tensors and texts: what a file holds.
  package struct Stored: Sendable {
    /// Weights, optimizer state and series, by name.
    package var tensors: [(name: String, value: Tensor)]
    /// Counters and texts, by name.
    package var notes: [(name: String, text: String)]

    /// What a file holds.
    package init(
      tensors: [(name: String, value: Tensor)], notes: [(name: String, text: String)]
    ) {
      self.tensors = tensors
      self.notes = notes
    }

    func tensor(_ name: String) -> Tensor? { tensors.first { $0.name == name }?.value }
    /// The text of this name; `nil` where there is none.
    package func note(_ name: String) -> String? { notes.first { $0.name == name }?.text }
    func whole(_ name: String) -> Int? { note(name).flatMap { Int($0) } }
  }

  /// The tensors and texts of a checkpoint, under the names of its training.
  package func stored(as names: CheckpointNames) -> Stored {
    var tensors = Array(zip(names.weights.map { "weight/" + $0 }, weights))
    for (index, step) in names.moments.enumerated() {
      tensors += zip(step.flatMap { $0 }, moments[index].flatMap { $0 })
    }
    if let kept = best?.weights { tensors += zip(names.weights.map { "best/" + $0 }, kept) }
    for (index, name) in names.curves.enumerated() {
      tensors.append(("curve/" + name, vector(curves[index].elements)))
      if curves[index].stride > 1 {
        tensors.append(("thinned/curve/" + name, extent(curves[index])))
      }
      tensors.append(("mean/" + name, vector(means[index])))
      tensors.append(("schedule/" + name, vector(schedules[index])))
    }
    for (index, numbers) in tally.enumerated() {
      tensors.append(("tally/\(index)", vector(numbers)))
    }
    var rows: [Double] = []
    let records = epochs.elements
    if epochs.stride > 1 { tensors.append(("thinned/epochs", extent(epochs))) }
    for record in records {
      rows += [Double(record.epoch), Double(record.step), record.seconds, record.isBest ? 1 : 0]
      rows += names.series.map { record.value($0) ?? .nan }
    }
    tensors.append(("epochs", Tensor(rows, Shape([records.count, 4 + names.series.count]))))
    let none = Double.nan
    tensors.append(
      ("numbers", vector([fixedRate ?? none, lastLoss ?? none, seconds, best?.value ?? none])))
    if let round { tensors += round.stored(as: names) }
    return Stored(tensors: tensors, notes: notes)
  }

  private var notes: [(name: String, text: String)] {
    let flags = [fixedRate != nil, lastLoss != nil, best != nil].map { $0 ? "1" : "0" }.joined()
    return [
      ("seed", "\(identity.seed)"), ("name", identity.name),
      ("occurrence", "\(identity.occurrence)"),
      ("mask_occurrence", "\(identity.maskOccurrence)"), ("epochs", "\(identity.epochs)"),
      ("batch_size", "\(identity.batchSize)"), ("shuffle", "\(identity.shuffles)"),
      ("samples", "\(identity.samples)"), ("epoch", "\(epoch)"), ("position", "\(position)"),
      ("step", "\(batch)"), ("runs", runs.map(String.init).joined(separator: " ")),
      ("waited", "\(best?.waited ?? 0)"), ("best_epoch", "\(best?.epoch ?? 0)"), ("has", flags),
      ("changes", changes.map(\.text).joined(separator: ";")),
      ("rate", String(rate.bitPattern, radix: 16)),
    ] + (spent.isEmpty ? [] : [("spent", PrivacySpending.text(of: spent))])
      + (draws.map { [("draws", $0.text)] } ?? [])
  }

  /// What a run was, before there is a training to fill with its tensors.
  package static func identity(of stored: Stored) throws(Misfit) -> Identity {
    guard let seed = stored.note("seed").flatMap({ UInt64($0) }), let name = stored.note("name"),
      let occurrence = stored.whole("occurrence"),
      let masks = stored.whole("mask_occurrence"), let epochs = stored.whole("epochs"),
      let batchSize = stored.whole("batch_size"), let shuffles = stored.note("shuffle"),
      let samples = stored.whole("samples"), samples >= 1, ["true", "false"].contains(shuffles),
      [occurrence, masks].allSatisfy({ 0...TrainingOptions.countLimit ~= $0 }),
      [epochs, batchSize].allSatisfy({ 1...TrainingOptions.countLimit ~= $0 })
    else { throw .counters }
    return Identity(
      seed: seed, name: name, occurrence: occurrence, maskOccurrence: masks, epochs: epochs,
      batchSize: batchSize,
      shuffles: shuffles == "true", samples: samples)
  }

  /// Reads what `stored` wrote; names the tensors that are not those of this training.
  package init(_ stored: Stored, as names: CheckpointNames) throws(Misfit) {
    var wanted = names.weights.map { "weight/" + $0 }
    wanted += names.moments.flatMap { $0.flatMap { $0 } }
    wanted += names.curves.flatMap { ["curve/" + $0, "mean/" + $0, "schedule/" + $0] }
    let found = Set(stored.tensors.map(\.name))
    let missing = wanted.filter { !found.contains($0) }
    let others = ["best/", "tally/", "thinned/", "round/"]
    let extra = found.subtracting(wanted + ["epochs", "numbers"]).filter { name in
      !others.contains { name.hasPrefix($0) }
    }
    guard missing.isEmpty, extra.isEmpty else {
      throw .tensors(missing: missing, extra: extra.sorted(), differing: [])
    }
    identity = try TrainingCheckpoint.identity(of: stored)
    spent =
      try stored.note("spent").map { (text) throws(Misfit) in
        guard let spent = PrivacySpending.spent(in: text) else { throw .counters }
        return spent
      } ?? []
    draws = stored.note("draws").flatMap { PrivateDraws.Key(text: $0) }
    let (isPrivate, wasPrivate) = (
      names.series.contains(TrainingSetup.epsilonSeries), !spent.isEmpty
    )
    if isPrivate != wasPrivate { throw .privacy(wasPrivate: wasPrivate) }
    round = try FederatedRound(stored, as: names)
    guard let epoch = stored.whole("epoch"), let position = stored.whole("position"),
      let batch = stored.whole("step"), let waited = stored.whole("waited"),
      let bestEpoch = stored.whole("best_epoch"), let flags = stored.note("has"), flags.count == 3,
      let numbers = stored.tensor("numbers")?.doubles, numbers.count == 4,
      let rows = stored.tensor("epochs"), rows.shape.rank == 2,
      rows.shape[1] == 4 + names.series.count,
      let runs = stored.note("runs")?.split(separator: " ").map({ Int($0) }), !runs.contains(nil)
    else { throw .counters }
    (self.epoch, self.position, self.batch) = (epoch, position, batch)
    self.runs = runs.compactMap { $0 }
    func tensor(_ name: String) -> Tensor { stored.tensor(name) ?? Tensor([Double](), [0]) }
    weights = names.weights.map { tensor("weight/" + $0) }
    moments = names.moments.map { $0.map { $0.map(tensor) } }
    curves = names.curves.map { name in
      series(
        tensor("curve/" + name).doubles, stored.tensor("thinned/curve/" + name),
        limit: ThinnedSeries<Double>.standardLimit)
    }
    means = names.curves.map { tensor("mean/" + $0).doubles }
    schedules = names.curves.map { tensor("schedule/" + $0).doubles }
    tally = (0...).lazy.map { stored.tensor("tally/\($0)") }.prefix { $0 != nil }
      .compactMap { $0?.doubles }
    let has = flags.map { $0 == "1" }
    fixedRate = has[0] ? numbers[0] : nil
    lastLoss = has[1] ? numbers[1] : nil
    seconds = numbers[2]
    let kept = names.weights.compactMap { stored.tensor("best/" + $0) }
    best =
      has[2]
      ? Best(
        value: numbers[3], waited: waited, epoch: bestEpoch,
        weights: kept.count == weights.count ? kept : nil) : nil
    epochs = series(
      records(rows, names.series), stored.tensor("thinned/epochs"), limit: EpochRecord.limit)
    // Files of earlier versions have none.
    let written = (stored.note("changes") ?? "").split(separator: ";").map { RunChange(text: $0) }
    guard !written.contains(nil) else { throw .counters }
    changes = written.compactMap(\.self)
    let bits = stored.note("rate").map { UInt64($0, radix: 16) }
    guard bits != .some(.none) else { throw .counters }
    rate = bits.flatMap { $0 }.map { Double(bitPattern: $0) } ?? .nan
    guard rate.isNaN || rate.isFinite && rate >= 0 else { throw .counters }
  }
}

extension RunChange {
  /// `120 beta_1 3fe0000000000000`: the number by its bits.
  var text: String { "\(step) \(name) \(String(value.bitPattern, radix: 16))" }

  fileprivate init?(text: Substring) {
    let words = text.split(separator: " ")
    guard words.count == 3, let step = Int(words[0]), let bits = UInt64(words[2], radix: 16) else {
      return nil
    }
    self.init(step: step, name: String(words[1]), value: Double(bitPattern: bits))
  }
}

/// How many there were, and how many of them one stands for.
private func extent(_ series: ThinnedSeries<some Any>) -> Tensor {
  vector([Double(series.count), Double(series.stride)])
}

/// What was stored, all of it or what was kept of more.
private func series<Element>(
  _ elements: [Element], _ extent: Tensor?, limit: Int
) -> ThinnedSeries<Element> {
  let numbers = (extent?.doubles ?? []).map { Int(saturating: $0) }
  guard numbers.count == 2, numbers[0] >= elements.count, 1...(1 << 40) ~= numbers[1] else {
    return ThinnedSeries(elements, limit: limit)
  }
  return ThinnedSeries(kept: elements, of: numbers[0], stride: numbers[1], limit: limit)
}

private func vector(_ numbers: [Double]) -> Tensor { Tensor(numbers, [numbers.count]) }

private func records(_ rows: Tensor, _ series: [String]) -> [EpochRecord] {
  let numbers = rows.doubles
  let width = 4 + series.count
  return (0..<rows.shape[0]).map { row in
    let start = row * width
    return EpochRecord(
      epoch: Int(exactly: numbers[start]) ?? row + 1, step: Int(exactly: numbers[start + 1]) ?? 0,
      values: series.enumerated().map { ($1, numbers[start + 4 + $0]) },
      seconds: numbers[start + 2], isBest: numbers[start + 3] == 1,
      sharing: series)
  }
}
