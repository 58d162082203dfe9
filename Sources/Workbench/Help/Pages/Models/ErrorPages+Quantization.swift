import Language

extension ErrorPages {
  static let quantization = [
    page(
      "E0830", "a quantized model cannot be trained",
      "Training moves weights by very small steps; a whole number has no such steps. Train first, then quantize; "
        + "`aware=true` trains with the rounding in force and quantizes behind it.",
      "q = quantize model 2 { dense 1, activation=sigmoid }; train q, generated(gauss, 20)",
      "m = model 2 { dense 1, activation=sigmoid }; train m, generated(gauss, 20); q = quantize m"),
    page(
      "E0831", "a model is quantized already",
      "Its weights are whole numbers; what they were before is not kept in it.",
      "q = quantize model 2 { dense 1 }; quantize q", "m = model 2 { dense 1 }; q = quantize m"),
    page(
      "E0832", "a model has nothing that can be quantized",
      "Kernels of dense, conv1d and conv2d become whole numbers. Recurrent layers would gather the rounding step by step, "
        + "attention multiplies its results with one another, rows of an embedding are only looked up.",
      "quantize model [5, 3] { lstm 4 }", "quantize model [5, 3] { lstm 4; dense 1 }"),
    page(
      "E0833", "only models of float32 are quantized",
      "Whole numbers of 8 bits keep two digits of a weight. Who works in float64 wants many more.",
      "set dtype=float64\nquantize model 2 { dense 1 }", "quantize model 2 { dense 1 }"),
    page(
      "E0834", "a weight is not finite",
      "The scale of an output is its largest weight / 127. With a NaN or an infinite weight there is none.",
      "m = model 2 { dense 1 }; m.dense.kernel = [[nan], [1]]; quantize m",
      "m = model 2 { dense 1 }; m.dense.kernel = [[2], [1]]; quantize m"),
    page(
      "E0835", "a weight of a quantized model cannot be set",
      "It is a whole number with a scale that all inputs of an output share.",
      "q = quantize model 2 { dense 1 }; q.dense.kernel = [[1], [2]]",
      "m = model 2 { dense 1 }; m.dense.kernel = [[1], [2]]; q = quantize m"),
    page(
      "E0836", "a quantized model has no gradient",
      "Its products are sums of whole numbers, which change in jumps. What asks for gradients, such as an explanation by "
        + "gradients, asks the model that it was made of.",
      "q = quantize model 2 { dense 1 }; grad(x -> sum(q(x)))([[1, 2]])",
      "m = model 2 { dense 1 }; grad(x -> sum(m(x)))([[1, 2]])"),
    page(
      "E0837", "a training with the rounding in force needs data",
      "aware=true trains a copy of the model before it is quantized.",
      "quantize model 2 { dense 1, activation=sigmoid }, aware=true",
      "quantize model 2 { dense 1, activation=sigmoid }, data=generated(gauss, 40), aware=true"),
    page(
      "E0838", "a device's figures say nothing of whole numbers",
      "`flops` counts operations of floats. Some machines do four times as many with whole numbers of 8 bits, others none.",
      "q = quantize model 2 { dense 1 }; cost q, device=device(flops=1GFLOP / 1s, bandwidth=1GB / 1s)",
      "q = quantize model 2 { dense 1 }; cost q, device=device(here)"),
    page(
      "W0085", "a quantized model is worse by more than a point",
      "Each weight is rounded to one of 255 numbers, or of 15 with bits=4. Where single inputs are very large, the range that "
        + "holds them leaves few numbers for the others.",
      "q = quantize m, data=d, bits=4", "q = quantize m, data=d, bits=4, aware=true, epochs=2"),
  ]
}
