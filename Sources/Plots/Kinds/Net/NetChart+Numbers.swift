// A kernel by itself: its inputs and units, and the weights between them.
extension NetChart {
  /// Only where it is asked for: a matrix is a matrix.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }

  /// A kernel [inputs × units], each at most 64, as two layers with weights between them; others are refused.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    guard let table = tables.first, table.extents.count == 2, tables.count == 1,
      table.extents.allSatisfy({ (1...64).contains($0) })
    else {
      throw ChartFault.shape(kind: "net", extents: tables.first?.extents ?? [])
    }
    let (rows, columns) = (table.extents[0], table.extents[1])
    let values = table.values
    let inputs = (0..<rows).map { row -> NetPicture.Unit in
      let look = NetPicture.Look.picture(
        width: columns, height: 1, values: Array(values[row * columns..<(row + 1) * columns]))
      return NetPicture.Unit(row + 1, "x\(row + 1)", look: look)
    }
    let units = (0..<columns).map { column -> NetPicture.Unit in
      let own = stride(from: column, to: values.count, by: columns).map { values[$0] }
      return NetPicture.Unit(
        column + 1, "#\(column + 1)", look: .picture(width: rows, height: 1, values: own),
        matter: own.reduce(0) { $0 + abs($1) })
    }
    let wires = values.enumerated().map { index, value in
      NetPicture.Wire(
        layer: 0, from: index / columns + 1, to: index % columns + 1, weight: value)
    }
    let net = NetPicture(
      layers: [
        NetPicture.Layer("inputs", units: inputs), NetPicture.Layer("units", units: units),
      ], wires: wires)
    return Plot(NetChart(net), title: table.label)
  }
}
