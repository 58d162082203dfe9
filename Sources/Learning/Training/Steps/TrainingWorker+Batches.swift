import Engine

// Which samples come next: in the order of the epoch, drawn by chance where they are hidden, or those of one
// client after the other.
extension TrainingWorker {
  /// The order of the samples in an epoch that begins or goes on.
  func beginOrder() {
    guard setup.federation == nil, setup.options.privacy == nil else { return }
    if setup.options.shuffles { order = shuffling.permutation(order.count, epoch: epoch - 1) }
  }

  /// The batch at the place where the run stands. A client begins with the weights of the round and an
  /// optimizer that knows nothing.
  func nextBatch() -> DrawnBatch {
    let isPrivate = setup.options.privacy != nil
    guard let federation = setup.federation else {
      let count = setup.training.count
      let end = min(position + batchSize, count)
      if isPrivate { return drawn(0..<count, of: count, end: end) }
      return DrawnBatch(positions: order[position..<end], end: end)
    }
    let place = federation.place(of: position)
    if place.isFirst { beginClient() }
    let rows = federation.clients[place.client].rows
    var next: DrawnBatch
    if isPrivate {
      next = drawn(rows, of: rows.count, end: position + 1)
    } else {
      beginOrder(of: place, in: federation)
      let end = min(place.start + batchSize, rows.count)
      next = DrawnBatch(positions: order[place.start..<end], end: position + 1)
    }
    next.client = place.client
    return next
  }

  /// What a batch leaves behind it: privacy that is spent, and the weights of a client that is done.
  func endBatch(_ drawn: DrawnBatch, of length: Int) {
    if let privacy = setup.options.privacy, let sampling = drawn.sampling {
      ledgers[drawn.client].add(
        PrivacySpending(rate: sampling.rate, noise: privacy.noise, steps: 1))
    }
    guard let federation = setup.federation,
      federation.place(of: position - 1).isLast
    else { return }
    let share =
      Double(federation.clients[drawn.client].rows.count) / Double(setup.training.count)
    round?.add(state.values, share: share)
    guard position == length, let mean = round?.close(state.values) else { return }
    state.restore(weights: mean)
    resetOptimizers()
    let losses = round?.losses ?? []
    board.change { $0.clientLosses = losses }
  }

  /// The ε of each client, or of all samples in one; empty where they are not hidden.
  var epsilons: [Double] {
    guard let privacy = setup.options.privacy else { return [] }
    // Most clients have spent the same.
    var known: [[PrivacySpending]: Double] = [:]
    return ledgers.map { ledger in
      if let epsilon = known[ledger.spendings] { return epsilon }
      let epsilon = ledger.epsilon(delta: privacy.delta)
      known[ledger.spendings] = epsilon
      return epsilon
    }
  }

  /// The largest of them as a value of the run's series; none where samples are not hidden.
  var spentSeries: [(name: String, value: Double)] {
    epsilons.max().map { [(TrainingSetup.epsilonSeries, $0)] } ?? []
  }

  func tellEpsilon() {
    guard setup.options.privacy != nil else { return }
    let epsilons = epsilons
    board.change { $0.tell(epsilons, hasClients: setup.federation != nil) }
  }

  /// What is evaluated and handed back: within a round the weights with which it began.
  var handedOut: [Tensor] {
    if let round, position > 0 { return round.start }
    return state.evaluatedValues
  }

  /// Where each optimizer began anew, in a round that has begun.
  func findOrigins() {
    guard let federation = setup.federation else { return }
    let isInRound = position < setup.length(batchSize: batchSize)
    let done = isInRound ? federation.place(of: position).done : 0
    for runner in runners { runner.origin = runner.count - done }
  }

  private func drawn(
    _ rows: some Sequence<Int>, of count: Int, end: Int
  ) -> DrawnBatch {
    let sampling = PoissonSampling(samples: count, batchSize: batchSize)
    let changes = board.read { $0.changes }
    let stream = setup.privateDraws?.samples(after: changes)
    let positions = stream.map { sampling.draw(rows, $0, step: batch) } ?? []
    return DrawnBatch(
      positions: positions[...], end: end, sampling: sampling,
      branch: PrivateDraws.branch(changes))
  }

  private func beginClient() {
    if position == 0 {
      round?.begin(state.values)
    } else if let start = round?.start {
      state.restore(weights: start)
    }
    resetOptimizers()
  }

  private func resetOptimizers() {
    for (index, part) in state.parts.enumerated() {
      let optimizer = steps[index].optimizer.entry
      for (weight, slots) in zip(part.weights, part.slots) {
        for (slot, name) in zip(slots, optimizer.stateNames) {
          slot.set(optimizer.state(name, of: weight).value)
        }
      }
      runners[index].origin = runners[index].count
    }
  }

  /// The client's rows in the order of all rows: that of an ordinary epoch where there is one client.
  private func beginOrder(of place: Federation.Place, in federation: Federation) {
    let wanted = [epoch, place.client, place.localEpoch]
    guard orderPlace != wanted else { return }
    orderPlace = wanted
    guard setup.options.shuffles else { return order = federation.clients[place.client].rows }
    let number = (epoch - 1) * federation.localEpochs + place.localEpoch
    let owner = Int32(clamping: place.client)
    order = shuffling.permutation(setup.training.count, epoch: number).filter {
      federation.owners[$0] == owner
    }
  }
}
