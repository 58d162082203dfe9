import CKernels

/// The sizes of one convolution, and into which pieces its kernels cut the work.
///
/// The pieces follow from the shapes alone, so that neither threads nor processors change a bit.
struct ConvolutionSizes {
  let x: Shape
  let kernel: Shape
  let y: Shape
  let operation: Convolution

  init(x: Shape, kernel: Shape, y: Shape, _ operation: Convolution) {
    self.x = x
    self.kernel = kernel
    self.y = y
    self.operation = operation
  }

  private var groups: Int { operation.groups }
  private var positions: Int { y[1] * y[2] }
  /// One input and one output channel in each group: the channels themselves are the panels.
  private var isDepthwise: Bool { kernel[2] == 1 && kernel[3] == groups }

  private func panels(_ dtype: DType) -> Int {
    let panel = Int(nabla_panel_columns(Int32(dtype.rawValue)))
    return ((isDepthwise ? groups : kernel[3] / groups) + panel - 1) / panel
  }

  private func allPanels(_ dtype: DType) -> Int { panels(dtype) * (isDepthwise ? 1 : groups) }

  /// Small images go together: their corners, too, make strips long enough.
  private var imagesPerUnit: Int {
    max(1, min(x[0], max(quotientUp(512, max(positions, 1)), min(8, x[0] / 16))))
  }

  private var rowsPerUnit: Int { positions > 4096 ? max(1, 2048 / y[2]) : max(y[1], 1) }

  func forwardUnits(_ dtype: DType) -> Int {
    allPanels(dtype) * quotientUp(x[0], imagesPerUnit) * quotientUp(y[1], rowsPerUnit)
  }

  func kernelGradientUnits(_ dtype: DType) -> Int { allPanels(dtype) * kernel[0] }

  func parameters(_ dtype: DType) -> nabla_convolution {
    var result = nabla_convolution()
    result.images = Int64(x[0])
    result.groups = Int64(groups)
    result.inputs = Int64(kernel[2])
    result.outputs = Int64(kernel[3] / groups)
    result.rows = operation.rows.parameters(input: x[1], output: y[1], taps: kernel[0])
    result.columns = operation.columns.parameters(input: x[2], output: y[2], taps: kernel[1])
    result.panels = Int64(panels(dtype))
    result.imagesPerUnit = Int64(imagesPerUnit)
    result.imageUnits = Int64(quotientUp(x[0], imagesPerUnit))
    result.rowsPerUnit = Int64(rowsPerUnit)
    result.rowUnits = Int64(quotientUp(y[1], rowsPerUnit))
    // Blocks of at most 512 positions: a panel of ∂y at as many fits into a thread's scratch.
    let columns = min(y[2], 512)
    let most = max(1, min(y[1], 256 / max(columns, 1)))
    let rows = quotientUp(y[1], quotientUp(y[1], most))
    let isWhole = rows >= y[1] && columns == y[2]
    result.columnsPerBlock = Int64(max(columns, 1))
    result.rowsPerBlock = Int64(max(rows, 1))
    result.imagesPerBlock = Int64(isWhole ? max(1, min(x[0], 256 / max(positions, 1))) : 1)
    return result
  }
}

private func quotientUp(_ a: Int, _ b: Int) -> Int { (a + b - 1) / max(b, 1) }
