import Catalog
import Support

/// The text of an optimizer with a limit on its gradients.
extension Chosen where Entry == any Optimizer {
  /// `adam(0.01, global_clipnorm=1)`; with a tenth of the rate where there is such a limit already.
  var limited: String {
    let settings = entry.settings
    let rate = settings.learningRate.known
    let name = text.prefix { $0 != "(" }
    if settings.clipping.globalNorm != nil, let rate {
      return "\(name)(\(NumberText.general(rate / 10)), global_clipnorm=1)"
    }
    guard text.hasSuffix(")") else { return "\(text)(global_clipnorm=1)" }
    let inner = text.dropLast().drop { $0 != "(" }.dropFirst()
    return inner.isEmpty ? "\(name)(global_clipnorm=1)" : "\(name)(\(inner), global_clipnorm=1)"
  }
}
