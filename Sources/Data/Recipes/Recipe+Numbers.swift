import Engine

extension Recipe {
  /// Columns side by side: [rows × columns].
  func interleaved(_ columns: [[Double]], _ dtype: DType) -> Tensor {
    let (rows, width) = (columns.first?.count ?? 0, columns.count)
    return Tensor(TensorType([rows, width], dtype)) { bytes in
      for (place, column) in columns.enumerated() {
        switch dtype {
        case .float64:
          let target = bytes.bindMemory(to: Double.self)
          for row in (0..<rows).untilInterrupted { target[row * width + place] = column[row] }
        default:
          let target = bytes.bindMemory(to: Float.self)
          for row in (0..<rows).untilInterrupted {
            target[row * width + place] = Float(column[row])
          }
        }
      }
    }
  }
}
