import Support

/// Numbers of a sample on their way through a model: a line's output, and how the axes of ONNX lie in it.
///
/// Nothing is moved where only names of axes change: a `Transpose` or a `Reshape` is another view of the same line until
/// a layer needs its axes apart. So pictures keep their channels last, and whole runs of such operators leave no line.
struct ONNXStream {
  /// Which line gives it; inputs are −1, −2, ….
  var line: Int
  /// The sample as that line gives it.
  private(set) var actual: [Int]
  /// The same numbers in finer axes, each of more than one; the product of a run of them is an extent of `actual`.
  private(set) var atoms: [Int]
  /// Which atoms, counted from 1, make up each axis of ONNX; 0 is the batch, and none is an extent of 1.
  private(set) var axes: [[Int]]

  /// A line's output; `axes` are made of its own axes, counted from 1, and of the batch.
  init(line: Int, _ actual: [Int], axes: [[Int]]) {
    (self.line, self.actual) = (line, actual)
    var numbers: [Int: Int] = [0: 0]
    for (place, extent) in actual.enumerated() where extent != 1 {
      numbers[place + 1] = numbers.count
    }
    atoms = actual.filter { $0 != 1 }
    self.axes = axes.map { $0.compactMap { numbers[$0] } }
  }

  /// A line's output whose axes are those of ONNX behind the batch.
  init(line: Int, _ actual: [Int]) {
    self.init(line: line, actual, axes: (0...actual.count).map { [$0] })
  }

  /// How many numbers an atom has; those of the batch are as many as `batch` says.
  func extent(ofAtom atom: Int, _ batch: Int) -> Int { atom == 0 ? batch : atoms[atom - 1] }

  func extents(_ batch: Int) -> [Int] {
    axes.map { $0.reduce(1) { saturatingProduct($0, extent(ofAtom: $1, batch)) } }
  }

  /// The numbers of an axis that is not the batch.
  func extent(ofAxis axis: Int) -> Int {
    axes[axis].reduce(1) { saturatingProduct($0, extent(ofAtom: $1, 1)) }
  }

  /// The axis of ONNX that is the batch and nothing else.
  var batchAxis: Int? { axes.firstIndex(of: [0]) }

  /// The atoms of each axis of the line; `nil` where one ends inside an atom.
  var runs: [[Int]]? {
    var (result, atom) = ([[Int]](), 0)
    for extent in actual {
      var (run, product) = ([Int](), 1)
      while product < extent, atom < atoms.count {
        product = saturatingProduct(product, atoms[atom])
        atom += 1
        run.append(atom)
      }
      guard product == extent else { return nil }
      result.append(run)
    }
    return atom == atoms.count ? result : nil
  }

  /// Which axis of the line is an axis of ONNX, whole and nothing else; `nil` where there is none.
  func position(ofAxis axis: Int) -> Int? {
    axes[axis].isEmpty ? nil : runs?.firstIndex(of: axes[axis])
  }

  /// The same where that axis has another extent.
  func resized(_ axis: Int, at position: Int, to extent: Int) -> ONNXStream {
    var result = self
    let own = axes[axis]
    result.actual[position] = extent
    // An axis of extent 1 had no atom; a new one stands in its place.
    let before = actual[..<position].reduce(1, saturatingProduct)
    var (product, first) = (1, 1)
    while first <= atoms.count, product < before {
      product = saturatingProduct(product, atoms[first - 1])
      first += 1
    }
    if let start = own.first { first = start }
    result.atoms.replaceSubrange(
      first - 1..<first - 1 + own.count, with: extent == 1 ? [] : [extent])
    let growth = (extent == 1 ? 0 : 1) - own.count
    result.axes = axes.enumerated().map { place, atoms in
      if place == axis { return extent == 1 ? [] : [first] }
      return atoms.map { $0 >= first ? $0 + growth : $0 }
    }
    return result
  }

  /// Vectors in the place of its numbers: another axis, last in both.
  func widened(_ width: Int, line: Int) -> ONNXStream {
    var result = self
    result.line = line
    result.actual.append(width)
    if width != 1 { result.atoms.append(width) }
    result.axes.append(width == 1 ? [] : [result.atoms.count])
    return result
  }

  /// The same without an axis of the line, which has an extent of 1.
  func dropping(_ position: Int) -> ONNXStream {
    var result = self
    if result.actual.count > 1, result.actual[position] == 1 { result.actual.remove(at: position) }
    return result
  }

  /// The same with the atoms of an axis in the order of the line, as whoever multiplies by a matrix can take them.
  func sorted(_ axis: Int) -> ONNXStream {
    var result = self
    result.axes[axis].sort()
    return result
  }

  /// Other names for the axes of ONNX: each is one of those before, or none.
  func renamed(_ order: [Int?]) -> ONNXStream {
    var result = self
    result.axes = order.map { $0.map { axes[$0] } ?? [] }
    return result
  }

  /// The same numbers from a line that gives them in the shape of groups of atoms.
  func arranged(_ groups: [[Int]], line: Int) -> ONNXStream {
    var result = self
    (result.line, result.actual) = (line, extents(of: groups))
    result.atoms = result.actual.filter { $0 != 1 }
    let firsts = groups.filter { !$0.isEmpty }.map { $0[0] }
    result.axes = axes.map { axis in
      axis.compactMap { atom in
        atom == 0 ? 0 : firsts.firstIndex(of: atom).map { $0 + 1 }
      }
    }
    return result
  }

  func extents(of groups: [[Int]]) -> [Int] {
    groups.isEmpty
      ? [1] : groups.map { $0.reduce(1) { saturatingProduct($0, atoms[$1 - 1]) } }
  }

  /// The same numbers in other axes of ONNX, as a `Reshape` gives them; `nil` where an axis would be cut unevenly.
  func reshaped(to target: [Int], _ batch: Int) -> ONNXStream? {
    var result = self
    var queue = axes.flatMap { $0 }
    var (next, axes) = (0, [[Int]]())
    for extent in target {
      // The batch may be one sample.
      if extent == 1, batch == 1, next < queue.count, queue[next] == 0 {
        axes.append([0])
        next += 1
        continue
      }
      var (own, rest) = ([Int](), extent)
      while rest > 1 {
        guard next < queue.count else { return nil }
        let atom = queue[next]
        let size = result.extent(ofAtom: atom, batch)
        if rest % size == 0 {
          rest /= size
        } else if atom > 0, size % rest == 0 {
          // The atom becomes two, of which the first is part of this axis.
          result.atoms[atom - 1] = rest
          result.atoms.insert(size / rest, at: atom)
          func moved(_ atoms: [Int]) -> [Int] { atoms.map { $0 > atom ? $0 + 1 : $0 } }
          (own, axes) = (moved(own), axes.map(moved))
          queue = moved(queue)
          queue.insert(atom + 1, at: next + 1)
          rest = 1
        } else {
          return nil
        }
        own.append(atom)
        next += 1
      }
      axes.append(own)
    }
    // One sample has no numbers of its own, and must not be lost.
    while next < queue.count, queue[next] == 0, batch == 1, !axes.isEmpty {
      axes[0].insert(0, at: 0)
      next += 1
    }
    guard next == queue.count else { return nil }
    result.axes = axes
    return result
  }
}
