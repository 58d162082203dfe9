import Engine
import Learning
import Plots
import Support

/// How a comparison of models prints, and what stands behind its dots.
struct ComparisonReport {
  let rows: [ComparedRow]
  let options: ServiceOptions
  let data: String
  let samples: Int
  /// How many answers were timed of the model of which the most were; 0 where all is reckoned.
  let calls: Int
  /// Whether the data have rows that are held out, and others were judged by.
  let hasUnseen: Bool
  /// Whether each row is on the front.
  let isOnFront: [Bool]

  init(
    _ rows: [ComparedRow], _ options: ServiceOptions, data: String, samples: Int, calls: Int,
    hasUnseen: Bool
  ) {
    (self.rows, self.options, self.data) = (rows, options, data)
    (self.samples, self.calls, self.hasUnseen) = (samples, calls, hasUnseen)
    let front = Set(ComparisonCharts.front(of: rows).front)
    isOnFront = rows.indices.map { front.contains($0) }
  }

  var value: ReportValue {
    let charts = ComparisonCharts(rows: rows, terms: options.terms, isOfSeveral: isOfSeveral)
    let front = charts.pareto
    let table = ComparisonTable(self).table
    let blocks = [.table(table)] + notes.map { Report.Block.note($0) } + [.figure(front)]
    var value = ReportValue(
      Report("comparison", title: title, blocks), fields: ComparisonTable(self).fields)
    value.charts = [ReportChart(ParetoChart.self) { front }]
    if let cash = charts.cash { value.charts.append(ReportChart(LineChart.self) { cash }) }
    return value
  }

  /// Whether there are several machines, so that a model alone does not say which row it is.
  var isOfSeveral: Bool { options.machines.count > 1 }

  /// Whether any time was measured, on which the front rests, too.
  var isMeasured: Bool { rows.contains(where: \.isMeasured) }

  private var title: String {
    let models = rows.count / max(options.machines.count, 1)
    return "comparison of \(Problems.count(models, "model")) on \(data): "
      + Problems.count(samples, "sample")
  }

  private var notes: [String] {
    let (measure, isPriced) = (rows.first?.quality.measure ?? "", rows.contains { $0.cost != nil })
    var notes = [
      "front: no other has a better \(measure) and is \(isPriced ? "cheaper" : "faster"), too"
    ]
    if hasUnseen {
      notes.append(
        "judged by the rows of training: `\(data).test` holds those that none has learnt from")
    }
    notes += times
    guard let terms = options.terms else { return notes }
    let volume = Quantity(terms.requests * terms.price, Quantity.money)
    notes.append(
      "\(Self.number(terms.requests)) requests a month at \(Self.money(terms.price)) each: "
        + "\(volume.text(digits: 4)) a month"
        + (options.hasFixed ? ", less \(Self.money(terms.fixed)) that are paid anyway" : ""))
    if terms.rivalPrice != nil {
      notes.append(
        "rival: from month \(NumberText.general(terms.rivalAfter)) on all are sold at "
          + "\(Self.money(terms.priceBesideRival)) each (rival_after=), and no fewer")
    }
    notes += overloads
    notes += options.hasFixed ? paidTwice : rents
    return notes
  }

  /// Where the times come from.
  private var times: [String] {
    var notes: [String] = []
    if isMeasured {
      notes.append("p50, p99: up to \(AnswerTimes.calls) answers to one row, measured here")
    }
    if let row = rows.first(where: { $0.isQuantized && !$0.isMeasured }) {
      notes.append(
        "\(row.model): products of whole numbers are reckoned as those of float32, of which devices tell"
      )
    }
    var untimed: [String] = []
    for row in rows where !row.isTimed && !untimed.contains(row.model) { untimed.append(row.model) }
    if !untimed.isEmpty {
      notes.append(
        "\(Problems.list(first: 4, of: untimed, "and")): no time and no cost, since a device's figures do not tell what kernels of "
          + "4 bits take; device(here) measures it")
    }
    var told: Set<String> = []
    for machine in options.machines where told.insert(machine.name).inserted {
      if !machine.isThisMachine {
        notes.append(
          "p50 on \(machine.name): an answer to one row by the roofline"
        )
      } else if !machine.device.isMeasured {
        let missing = machine.device.operations == nil ? "flops=" : "bandwidth="
        notes.append(
          "\(machine.name) does not say \(missing), so its times are those of this machine")
      }
    }
    return notes
  }

  /// Machines that cannot answer so many requests: what is told of them is told of as many as can.
  private var overloads: [String] {
    options.machines.compactMap { machine in
      let most = rows.filter { $0.machine == machine.name }.compactMap(\.machines).max() ?? 0
      guard most > 1 else { return nil }
      let count = Int(saturating: most.rounded(.up))
      return
        "busy: one \(machine.name) cannot answer so many requests; cost and margin are those of \(NumberText.grouped(count)) of them"
    }
  }

  /// What machines cost that are there all month, busy or not.
  private var rents: [String] {
    options.machines.compactMap { machine in
      machine.device.money(seconds: ServiceTerms.secondsPerMonth).map { dollars in
        "cost is that of the time of answers; \(machine.name) all month is \(Self.money(dollars)): "
          + "`fixed=` reckons with it, with `price=0$ / 1h` of the device"
      }
    }
  }

  /// Machines whose time is paid for by each answer although a fixed sum could be their rent.
  private var paidTwice: [String] {
    guard let fixed = options.terms?.fixed else { return [] }
    return options.machines.compactMap { machine in
      guard let dollars = machine.device.money(seconds: ServiceTerms.secondsPerMonth), dollars > 0,
        fixed >= dollars * 0.999
      else { return nil }
      return
        "fixed= is paid beside the time of answers: if it is the rent of \(machine.name), \(Self.money(dollars)) a month, "
        + "give the device `price=0$ / 1h`"
    }
  }

  private static func money(_ dollars: Double) -> String {
    Quantity(dollars, Quantity.money).text(digits: 4)
  }

  private static func number(_ number: Double) -> String {
    Int(exactly: number).map(NumberText.grouped) ?? NumberText.general(number)
  }
}
