extension Concepts {
  /// What answers cost.
  static let costs: [Concept] = [
    Concept(
      "MAC", ["MACs", "multiply-accumulate", "FLOP", "FLOPs"],
      "One multiplication and one addition, the unit of work of nets; two floating-point operations. An answer of a dense layer takes "
        + "inputs × units of them, training about three times as many.",
      try: "cost model 784 { dense 128, activation=relu; dense 10 }",
      see: ["parameter", "roofline"]),
    Concept(
      "latency", ["p50", "p99", "response time"],
      "How long one answer takes; p99 is what 99 of 100 stay below. Batches raise the throughput and the latency.",
      try: "?serve", see: ["throughput", "compare"]),
    Concept(
      "throughput", ["samples per second"],
      "How many answers come in a second. It is what a machine earns with.",
      try: "?cost", see: ["latency", "MAC"]),
    Concept(
      "roofline", ["memory bound", "compute bound", "bandwidth"],
      "A machine is bound by what it computes or by what it reads: the slower of both is the time. Small batches mostly wait for the "
        + "weights.",
      try: "cost (model 784 { dense 128; dense 10 }), device=device(here)", see: ["device", "MAC"]),
    Concept(
      "quantization", ["quantisation", "quantizing", "int8"],
      "Weights as whole numbers of one byte with a common factor: a quarter of the memory, and mostly nearly the same answers.",
      try: "?quantize", see: ["quantize", "pruning"]),
    Concept(
      "pruning", ["sparsity"],
      "Small weights are set to 0. Only whole units that are taken away make answers faster; zeros alone shrink the packed file.",
      try: "?prune", see: ["prune", "quantization"]),
    Concept(
      "distillation", ["distilling", "teacher", "student", "knowledge distillation"],
      "A small net learns what a large one answers, with its doubts, not only what is right. The doubts tell which classes "
        + "are alike, and that helps it.",
      try: "?distill", see: ["distill", "temperature"]),
    Concept(
      "adapter", ["LoRA", "low-rank"],
      "Two narrow matrices beside a frozen kernel, which alone are trained: a few per cent of the weights, kept in a file of their own.",
      try: "?lora", see: ["fine-tuning", "freezing"]),
    Concept(
      "margin", ["gross margin"],
      "(price − cost) / price: which part of a price is left when the answer is paid for.",
      try: "(0.01 - 0.004) / 0.01", see: ["break-even", "compare"]),
    Concept(
      "break-even", [],
      "How many answers must be sold so that the fixed costs are paid: fixed costs / (price − cost).",
      try: "120 / (0.01 - 0.004)", see: ["margin", "runway"]),
    Concept(
      "runway", ["burn rate"],
      "How many months the cash lasts: cash / what is lost in a month.",
      try: "600 / 96", see: ["break-even", "margin"]),
  ]
}
