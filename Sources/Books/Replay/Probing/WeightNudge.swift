import Engine
import Learning

/// Noise of one unit in the last place, where a training begins.
///
/// Every weight of the models that are trained moves to the next number that its type has: up at even
/// places, down at odd ones. Zeros stay, which have no neighbour of their size. That is what another
/// processor, compiler or order of a sum could have done to them; what a training makes of it says
/// whether it can be repeated elsewhere.
enum WeightNudge {
  static func apply(to models: [Model]) {
    for model in models {
      for (_, variable) in model.parameters where variable.type.dtype != .int32 {
        let value = variable.value
        variable.set(Tensor(value.type) { moved(value[$0], at: $0, value.dtype) })
      }
    }
  }

  private static func moved(_ number: Double, at place: Int, _ dtype: DType) -> Double {
    guard number != 0, number.isFinite else { return number }
    let isUp = place.isMultiple(of: 2)
    let next: Double
    switch dtype {
    case .float32: next = Double(isUp ? Float(number).nextUp : Float(number).nextDown)
    case .float64: next = isUp ? number.nextUp : number.nextDown
    case .int32: return number
    }
    return next.isFinite ? next : number
  }
}
