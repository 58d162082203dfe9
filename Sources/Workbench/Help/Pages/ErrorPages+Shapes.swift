import Language

extension ErrorPages {
  static let shapes = [
    page(
      "E0301", "the shapes do not broadcast",
      "Shapes are compared from the last axis; each pair must be equal, or one of the two 1. A column "
        + "[n, 1] with a vector [n] would spread to a square, so it is refused as well, unless one of "
        + "them is what a model gives: then both are one number a sample.",
      "[1, 2, 3] + [1, 2]", "[1, 2, 3] + [1, 2, 4]"),
    page(
      "E0302", "the inner axes of a product differ",
      "`@` multiplies [n × k] with [k × m]: the last axis of the left is the first of the right.",
      "[[1, 2]] @ [[1, 2]]", "[[1, 2]] @ [[1, 2]].T"),
    page(
      "E0303", "a function needs another shape",
      "The message names what it needs. `shape(x)` shows a shape, `reshape(x, […])` changes it.",
      "reshape([1, 2, 3], [2, 2])", "reshape([1, 2, 3, 4], [2, 2])"),
    page(
      "E0304", "rows have different lengths",
      "A tensor is rectangular.",
      "[[1, 2], [3]]", "[[1, 2], [3, 4]]"),
    page(
      "E0305", "a position or an axis does not exist",
      "Positions count from 0; negative ones from the end. An index of truth values has one for each "
        + "entry of its axis.",
      "x = [4, 5]; x[2]", "x = [4, 5]; x[1]"),
    page(
      "E0306", "a condition needs one truth value",
      "A comparison of tensors gives one answer for each element.",
      "if [1, 2] > 0 { print 1 }", "if all([1, 2] > 0) { print 1 }"),
    page(
      "E0307", "the value is not known yet",
      "A function that a model or `grad` uses is read once, before there are numbers, so no `if` can "
        + "depend on its inputs.",
      "fn f(x) {\n  y = 0\n  if x > 0 { y = x }\n  y\n}\ngrad(f)(2)",
      "fn f(x) = where(x > 0, x, 0)\ngrad(f)(2)"),
    page(
      "E0308", "a weight keeps its shape",
      "A weight takes new numbers only in the shape that it has.",
      "m = model 2 { dense 3 }; m.dense.bias = [1, 2]",
      "m = model 2 { dense 3 }; m.dense.bias = [1, 2, 3]"),
    page(
      "E0309", "the data do not fit the model's input",
      "Samples have the shape that the model was made for; `model d { … }` takes it from the data.",
      "train model 3 { dense 1 }, table([[1, 2]], [1])",
      "train model 2 { dense 1 }, table([[1, 2]], [1])"),
    page(
      "E0310", "a layer gets a shape that it cannot work on",
      "Convolutions need an axis of channels, recurrent layers one of time, dense ones features.",
      "m = model [28, 28] { conv2d 8, 3 }", "m = model [28, 28, 1] { conv2d 8, 3 }"),
    page(
      "E0311", "a residual changes the shape",
      "What its lines give is added to what they got, so both have one shape.",
      "m = model 4 { residual { dense 8 } }", "m = model 4 { residual { dense 8; dense 4 } }"),
    page(
      "E0312", "paths end with different shapes",
      "`add` needs equal shapes, `concatenate` equal ones but for the last axis.",
      "m = model 2 { add { path { dense 3 } path { dense 4 } } }",
      "m = model 2 { add { path { dense 3 } path { dense 3 } } }"),
    page(
      "E0695", "what joins paths has a line that is none",
      "`add`, `multiply`, `average`, `concatenate` and `combine` get their input in each path and join what the paths give.",
      "m = model 4 { add { dense 4; dense 4 } }",
      "m = model 4 { add { path { dense 4 }; path { dense 4 } } }"),
    page(
      "E0313", "a model used as a layer gets another shape",
      "It keeps its weights, and so the shape of its input.",
      "a = model 3 { dense 2 }; m = model 2 { a }", "a = model 2 { dense 2 }; m = model 2 { a }"),
    page(
      "E0314", "two models have different number types",
      "All weights of a model are of one type, float32 or float64.",
      "a = model 2 { dense 2 }; set dtype=float64; m = model 2 { a }",
      "set dtype=float64; a = model 2 { dense 2 }; m = model 2 { a }"),
    page(
      "E0315", "a model has no layers",
      "At least one line stands in its braces.",
      "m = model 2 { }", "m = model 2 { dense 1 }"),
    page(
      "E0316", "a loss gives more than one number per sample",
      "A loss ends with one number, or with one for each sample.",
      "train model 1 { dense 1 }, table([1, 2], [1, 2]), loss=(y, p) -> [[1, 2, 3]] * mean(p)",
      "train model 1 { dense 1 }, table([1, 2], [1, 2]), loss=(y, p) -> mean((reshape(y, [-1, 1]) - p)^2)"
    ),
    page(
      "E0317", "x and y have different lengths",
      "Each sample has one target.",
      "d = table([1, 2, 3], [0, 1])", "d = table([1, 2, 3], [0, 1, 0])"),
    page(
      "E0318", "a step does not fit the samples",
      "`reshape` keeps the count of numbers; pictures are moved while they are pictures.",
      "d = data table([[1, 2, 3]], [1]) { reshape [2, 2] }",
      "d = data table([[1, 2, 3, 4]], [1]) { reshape [2, 2] }"),
    page(
      "E0319", "relabel loses targets",
      "Its function gives one target for each sample.",
      "d = data table([1, 2], [0, 1]) { relabel y -> [1, 2, 3] }",
      "d = data table([1, 2], [0, 1]) { relabel y -> 1 - y }"),
    page(
      "E0320", "the output does not fit the targets",
      "The last layer has as many units as a target has numbers, or one for each class.",
      "train model 1 { dense 3 }, table([1, 2], [0.5, 0.7]), loss=mean_squared_error",
      "train model 1 { dense 1 }, table([1, 2], [0.5, 0.7]), loss=mean_squared_error"),
  ]
}
