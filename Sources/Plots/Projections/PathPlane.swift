import Support

/// The plane through the end of a path in which the path moves most.
///
/// Its directions are the leading ones of θ_t − θ_end over the points of the path, as in Li et al., "Visualizing the
/// Loss Landscape of Neural Nets" (2018): orthonormal, the first with the larger share.
package struct PathPlane: Sendable {
  /// Two directions of length 1, each with as many numbers as a point.
  package let directions: [[Double]]
  /// Each point of the path in the plane, the end at (0, 0).
  package let places: [(x: Double, y: Double)]
  /// The share of the path's squared distances from its end along each direction, 0…1.
  package let shares: [Double]

  /// The plane of a path; `nil` where its points lie on one line, differ in size or are not finite.
  package init?(_ points: [[Double]]) {
    guard let end = points.last, points.count > 2, points.allSatisfy({ $0.count == end.count })
    else { return nil }
    let count = points.count - 1
    var product = [Double](repeating: 0, count: count * count)
    for row in (0..<count).untilInterrupted {
      for column in 0...row {
        var sum = 0.0
        for place in end.indices {
          sum += (points[row][place] - end[place]) * (points[column][place] - end[place])
        }
        product[row * count + column] = sum
        product[column * count + row] = sum
      }
    }
    let trace = (0..<count).reduce(0) { $0 + product[$1 * count + $1] }
    guard trace > 0, trace.isFinite else { return nil }
    let (values, vectors) = SymmetricEigen.solve(product, size: count)
    guard values.count > 1, values[1] > trace * 1e-10 else { return nil }
    directions = (0..<2).map { which in
      var direction = [Double](repeating: 0, count: end.count)
      for row in 0..<count {
        let weight = vectors[which * count + row] / values[which].squareRoot()
        for place in end.indices { direction[place] += weight * (points[row][place] - end[place]) }
      }
      // Paths begin at the left and above, so that equal ones look alike.
      let first = zip(direction, end.indices).reduce(0.0) {
        $0 + $1.0 * (points[0][$1.1] - end[$1.1])
      }
      let sign: Double = which == 0 ? (first > 0 ? -1 : 1) : (first < 0 ? -1 : 1)
      return direction.map { sign * $0 }
    }
    let found = directions
    places = points.map { point in
      let across = end.indices.reduce(0.0) { $0 + (point[$1] - end[$1]) * found[0][$1] }
      let up = end.indices.reduce(0.0) { $0 + (point[$1] - end[$1]) * found[1][$1] }
      return (across, up)
    }
    shares = values.prefix(2).map { max(0, $0) / trace }
  }
}
