/// Functions of tensors that are made of operations which exist: all that NumPy's users reach for.
enum ArrayBuiltins {
  static let all: [Builtin] =
    StatisticsBuiltins.all + RunningBuiltins.all + RepeatingBuiltins.all + AxisBuiltins.all
    + TriangleBuiltins.all + FilledBuiltins.all + ProductBuiltins.all + OrderBuiltins.all
    + CountBuiltins.all + PlacingBuiltins.all + CorrelationBuiltins.all + WindowBuiltins.all
    + FourierBuiltins.all
}
