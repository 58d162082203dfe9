import Formats
import Glibc

extension Recipe {
  /// Where a number of prepared rows comes from, and what was done to it on the way.
  package struct FeatureOrigin: Equatable, Sendable {
    /// The number's own name: `sex_male`.
    package let name: String
    /// In the order of the source; several where a formula took them.
    package let columns: [String]
    /// The word that it stands for, of a one-hot column.
    package let word: String?
    let changes: [ColumnChange]

    /// The column of the source; the own name where there are several.
    package var source: String { columns.count == 1 ? columns[0] : name }
  }

  /// One for each number of a row after all steps, those of encoded texts left out; of windows the target's
  /// past comes last.
  package var origins: [FeatureOrigin] {
    let encoded = Set(texts.map(\.column))
    var table = TypedTable(columns.map { TypedColumn($0.name, $0.noValues) }, rowCount: 0)
    var known = Dictionary(
      columns.map {
        ($0.name, FeatureOrigin(name: $0.name, columns: [$0.name], word: nil, changes: []))
      }, uniquingKeysWith: { first, _ in first })
    // Earlier rows are columns of their own to whoever explains a row.
    var sources = columns.map(\.name)
    for step in steps {
      for name in step.lags?.names ?? [] {
        known[name] = FeatureOrigin(name: name, columns: [name], word: nil, changes: [])
        sources.append(name)
      }
      if let computed = step.computed {
        let taken = Set(computed.formula.columns.flatMap { known[$0]?.columns ?? [$0] })
        // What stands behind a formula is no column of the source any more.
        known[computed.name] = FeatureOrigin(
          name: computed.name, columns: sources.filter(taken.contains), word: nil,
          changes: [])
      }
      for change in step.changes {
        guard let column = table.column(named: change.column), let before = known[change.column]
        else { continue }
        var words: [String?] = [nil]
        if case .oneHot(let own) = change.change { words = own }
        for (made, word) in zip(change.change.applied(to: column), words) {
          known[made.name] = FeatureOrigin(
            name: made.name, columns: before.columns, word: word ?? before.word,
            changes: before.changes + [change.change])
        }
      }
      table = step.applied(to: table)
    }
    var origins = table.names.filter { !encoded.contains($0) }.map { name in
      known[name] ?? FeatureOrigin(name: name, columns: [name], word: nil, changes: [])
    }
    if window != nil, let target {
      origins.append(
        FeatureOrigin(name: target.column, columns: [target.column], word: nil, changes: []))
    }
    return origins
  }
}

extension Recipe.FeatureOrigin {
  /// What takes a prepared number back to that of the source, factor · x + offset, where nothing but scaling, filling and
  /// cutting off was done to it; `nil` for others.
  package var linear: (factor: Double, offset: Double)? {
    guard columns == [name], word == nil else { return nil }
    var linear = (factor: 1.0, offset: 0.0)
    for change in changes.reversed() {
      switch change {
      case .scale(let offset, let factor) where factor != 0:
        linear = (linear.factor / factor, linear.offset / factor + offset)
      case .fillNumber, .clip: break
      default: return nil
      }
    }
    return linear
  }

  /// What a prepared number was before the steps, as far as they can be taken back: a clipped one stays clipped.
  /// Of an interval its ends; `nil` where it cannot be said.
  package func text(of number: Double) -> String? {
    var number = number
    for change in changes.reversed() {
      switch change {
      case .scale(let offset, let factor): number = factor == 0 ? offset : number / factor + offset
      case .logarithm(let plusOne): number = plusOne ? expm1(number) : exp(number)
      case .days: return DateText.of((number * 86_400).rounded())
      case .ordinal(let words):
        let place = Int(number, within: 0...max(words.count - 1, 0), rounded: .toNearestOrEven)
        return words.isEmpty ? nil : words[place]
      case .oneHot: return number > 0.5 ? word : nil
      case .bins(let edges):
        let place = Int(number, within: 0...edges.count, rounded: .toNearestOrEven)
        guard let first = edges.first, let last = edges.last else { return nil }
        if place == 0 { return "< \(ShortNumber.text(first))" }
        if place == edges.count { return ">= \(ShortNumber.text(last))" }
        return "\(ShortNumber.text(edges[place - 1])) to < \(ShortNumber.text(edges[place]))"
      case .tokens, .drop: return nil
      case .clip, .fillNumber, .fillWord, .clean: break
      }
    }
    // Scaling there and back leaves a digit behind the last that the type had.
    return ShortNumber.text(number)
  }
}

/// A number that came through float32 and back.
private enum ShortNumber {
  static func text(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 1e15 else { return "\(number)" }
    let near = number.rounded()
    if abs(number - near) <= 1e-5 * max(1, abs(number)) {
      return String(Int(near, within: -1 << 53...1 << 53))
    }
    let digits = 5 - Int(log10(abs(number)), within: -300...300, rounded: .down)
    let unit = pow(10, Double(max(0, min(digits, 12))))
    return "\((number * unit).rounded() / unit)"
  }
}
