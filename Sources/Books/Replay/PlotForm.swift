import Plots
import Sessions

/// A chart as a session keeps it: the data as numbers, and a picture for people who read the file; of one that a
/// clock decided the names of its columns.
struct PlotForm {
  let plot: Plot
  let fingerprint: String

  init(_ plot: Plot, fingerprint: String) {
    self.plot = plot
    self.fingerprint = fingerprint
  }

  var stored: StoredOutput {
    let name = plot.title.isEmpty ? nil : plot.title
    let columns = SampledColumns(plot.dataColumns.map { .init($0.name, $0.values) })
    if plot.isMeasured {
      var attributes = Attributes()
      if let name { attributes.set("name", name) }
      attributes.set("n", String(columns.count))
      let heads = columns.columns.map(\.name).joined(separator: "  ")
      return StoredOutput(.plot, heads + "\n...", attributes: attributes)
    }
    guard let text = plot.chart.storedText else {
      return .plot(name: name, columns, fingerprint: fingerprint, view: view)
    }
    // Words and a digest of all values.
    var attributes = Attributes()
    if let name { attributes.set("name", name) }
    attributes.set("n", String(columns.count))
    attributes.set("digest", columns.digest(fingerprint: fingerprint))
    return StoredOutput(.plot, text, attributes: attributes, view: view)
  }

  private var view: String {
    // Drawn with ASCII, in a file that bears the letters of any language.
    var capabilities = Capabilities.plain
    capabilities.keepsText = true
    let scene = PlotLayout.scene(
      plot, width: 56, height: plot.chart.storedRows, capabilities: capabilities)
    return PlainText.render(Raster.grid(scene)).joined(separator: "\n")
  }
}
