extension Concepts {
  /// What values are made of.
  static let numbers: [Concept] = [
    Concept(
      "tensor", ["array", "ndarray"],
      "Numbers in rows along axes: a number has none, a list of numbers one, a table two. All its numbers are of one kind, "
        + "float32 unless it is said otherwise.",
      try: "shape([[1, 2, 3], [4, 5, 6]])", see: ["axis", "shape", "broadcasting"]),
    Concept(
      "axis", ["axes", "dimension", "rank"],
      "One direction of a tensor, counted from 0: in a table axis 0 runs down the rows, axis 1 along the columns. `axis=` says "
        + "along which one adds up, and that axis is gone afterwards.",
      try: "sum([[1, 2, 3], [4, 5, 6]], axis=0)", see: ["tensor", "shape"]),
    Concept(
      "scalar", ["number"],
      "A single number, a tensor without axes. It goes together with a tensor of any shape.",
      try: "3 * [1, 2, 3]", see: ["tensor", "broadcasting"]),
    Concept(
      "vector", [],
      "A tensor with one axis: numbers one behind the other. A row of a table, and the biases of a layer, are vectors.",
      try: "dot([1, 2, 3], [4, 5, 6])", see: ["tensor", "matrix"]),
    Concept(
      "matrix", ["matrices"],
      "A tensor with two axes, rows and columns. A layer multiplies its inputs by one: `x @ w`.",
      try: "[[1, 2], [3, 4]] @ [[1, 0], [0, 1]]", see: ["matrix product", "tensor", "kernel"]),
    Concept(
      "matrix product", ["matrix multiplication", "matmul"],
      "Row i of the left and column j of the right, multiplied number by number and added up, make the number at i, j. The left "
        + "needs as many columns as the right has rows.",
      try: "[[1, 2], [3, 4]] @ [5, 6]", see: ["matrix", "MAC"]),
    Concept(
      "broadcasting", ["broadcast"],
      "Where two tensors of different shapes meet, the smaller one is repeated along the axes that it lacks. Shapes are compared "
        + "from their ends, and an extent of 1 goes with any other.",
      try: "[[1, 2, 3], [4, 5, 6]] + [10, 20, 30]", see: ["tensor", "axis"]),
    Concept(
      "float32", ["float64", "precision of numbers", "dtype"],
      "A number in four bytes with about seven decimal digits; float64 has eight bytes and about sixteen digits. Nets learn as well "
        + "with the short ones, at half the memory.",
      try: "set dtype=float64", see: ["tensor", "NaN"]),
    Concept(
      "NaN", ["not a number", "infinity", "inf"],
      "What comes of 0/0: not a number, and whatever is computed from it is none, too. A training whose loss becomes NaN has "
        + "mostly taken too large steps.",
      try: "isnan([1, 0] / 0)", see: ["divergence", "learning rate"]),
    Concept(
      "seed", ["random seed", "random"],
      "The number that all chance starts from: first weights, shuffling, dropout. The same seed gives the same bits, on any machine "
        + "and with any number of threads.",
      try: "seed 7", see: ["initialization", "shuffling"]),
  ]
}
