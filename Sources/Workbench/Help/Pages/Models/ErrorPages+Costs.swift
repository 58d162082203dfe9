extension ErrorPages {
  static let costs = [
    page(
      "E0549", "a figure of the device is needed",
      "Times need speed and bandwidth, money needs a price or power with electricity, a split over workers needs memory "
        + "and link. What a device does not say is not guessed.",
      "cost model 2 { dense 1 }, device=device(flops=1GFLOP / 1s)",
      "cost model 2 { dense 1 }, device=device(flops=1GFLOP / 1s, bandwidth=1GB / 1s)"),
    page(
      "E0860", "an assumption is missing",
      "What a service earns rests on assumptions that nobody can measure: the price of the machine, how many requests "
        + "there are in a month, what one is sold for, what is paid anyway. None of them is guessed.",
      "compare [model 2 { dense 1, activation=sigmoid }], generated(gauss, 20), price=0.02$ / 1k",
      "compare [model 2 { dense 1, activation=sigmoid }], generated(gauss, 20), device=device(price=1$ / 1h), "
        + "requests=1M, price=0.02$ / 1k"),
    page(
      "E0861", "models answer different questions",
      "Classes are judged by accuracy, numbers by how far they are off: no table holds one against the other.",
      "d = generated(gauss, 20); compare [model 2 { dense 1, activation=sigmoid }, model 2 { dense 1 }], d",
      "d = generated(gauss, 20); compare [model 2 { dense 1, activation=sigmoid }, "
        + "model 2 { dense 4; dense 1, activation=sigmoid }], d"),
    page(
      "W0090", "a rival asks no less",
      "Prices follow a rival who sells for less. One who sells for as much, or more, changes nothing: often a thousand "
        + "requests were meant, `0.01$ / 1k`.",
      "compare [model 2 { dense 1, activation=sigmoid }], generated(gauss, 20), device=device(price=1$ / 1h), "
        + "requests=1M, price=0.02$ / 1k, rival_price=0.01$",
      "compare [model 2 { dense 1, activation=sigmoid }], generated(gauss, 20), device=device(price=1$ / 1h), "
        + "requests=1M, price=0.02$ / 1k, rival_price=0.01$ / 1k"),
    page(
      "E0699", "a line of the file of devices cannot be read",
      "`~/.config/nabla/devices.toml` holds heads such as [my_server], and below each its figures with their units.",
      "flops = 200", "flops = \"200GFLOP / 1s\""),
  ]
}
