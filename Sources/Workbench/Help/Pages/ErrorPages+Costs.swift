extension ErrorPages {
  static let costs = [
    page(
      "E0549", "a figure of the device is needed",
      "Times need speed and bandwidth, money needs a price or power with electricity, a split over workers needs memory "
        + "and link. What a device does not say is not guessed.",
      "cost model 2 { dense 1 }, device=device(flops=1GFLOP / 1s)",
      "cost model 2 { dense 1 }, device=device(flops=1GFLOP / 1s, bandwidth=1GB / 1s)"),
    page(
      "E0699", "a line of the file of devices cannot be read",
      "`~/.config/nabla/devices.toml` holds heads such as [my_server], and below each its figures with their units.",
      "flops = 200", "flops = \"200GFLOP / 1s\""),
  ]
}
