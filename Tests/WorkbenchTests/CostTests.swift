import Learning
import Support
import TestSupport
import Testing
@testable import Workbench
import WorkbenchTestSupport

@Suite("What devices and published models cost")
struct CostTests {
  private static let box =
    "device(flops=200GFLOP / 1s, bandwidth=20GB / 1s, price=0.85$ / 1h, power=65W)"
  private static let gpt3 = "llm(layers=96, width=12288, heads=96, vocabulary=50257, context=2048)"

  @Test(
    arguments: [
      ("\(box).price", "$0.85/h"), ("\(box).count", "1"), ("\(box).utilisation", "0.4"),
      ("device(power=65W, count=3)", "device(power=65W, utilisation=0.4, count=3)"),
      ("device(a100).memory", "80GB"), ("device(\"a100\", price=1$ / 1h).price", "$1/h"),
      ("device(a100) == device(\"a100\")", "true"), ("\(gpt3).parameters", "174604259328"),
      ("\(gpt3).kv_heads", "96"), ("c = cost \(gpt3); c.cache_bytes", "9.66368GB"),
    ])
  func `devices and published models are values with fields`(source: String, expected: String) {
    #expect(printed(source) == expected)
  }

  /// 784·10 products and their bias, in batches of 32 at 80 GFLOP/s; bytes bound nearly everything of so small a net.
  @Test func `times follow from the roofline and add up to money`() throws {
    let text = printed("c = cost model 784 { dense 10 }, device=\(Self.box), samples=32k\nc")
    for row in [
      "step", "answer", "samples a second", "epoch", "energy, epoch", "money, epoch",
      "1,000 requests",
    ] {
      #expect(text.contains(row), "\(row) in \(text)")
    }
    let ratio = printed(
      "c = cost model 784 { dense 10 }, device=\(Self.box), samples=32k\n"
        + "[c.epoch_time / c.step_time, c.money_per_epoch / (c.epoch_time * 0.85$ / 1h)]")
    #expect(ratio == "[1000, 1]")
  }

  /// 3.14·10²³ operations at 40 % of 312 TFLOP/s on 1,024: 28.5 days; no smaller split holds it.
  @Test func `a published model is reckoned without allocating it`() {
    let text = printed("c = cost \(Self.gpt3), tokens=300e9, device=device(a100), workers=1024\nc")
    for row in [
      "parameters", "174,604,259,328", "6·N·D", "split", "efficiency", "money, training",
      "1M answer tokens",
    ]
    where row != "total" {
      #expect(text.contains(row), "\(row) in \(text)")
    }
    #expect(!text.contains("devices do not hold it"))
  }

  private static let llama =
    "llm(layers=32, width=4096, heads=32, vocabulary=32000, context=4096, feed_forward=11008, gated=true, positions=rotary, tied=false, biases=false)"

  @Test(
    arguments: [
      ("device=device(a100), workers=7", "`workers=6` or `workers=8` do it"),
      ("device=device(a100), workers=1024, batch=1", "`workers=256` does it"),
      ("device=device(t4), workers=1", "1 device does not hold this training"),
      ("device=device(raspberry_pi_5), workers=1", "`workers=16` does it"),
    ])
  func `a training that cannot be done has no time and no price`(terms: String, hint: String) {
    let text = printed("c = cost \(Self.llama), tokens=2e12, \(terms)\nc")
    #expect(text.contains("W0083") && text.contains(hint), "\(text)")
    #expect(!text.contains("money, training") && !text.contains("\ntime "), "\(text)")
  }

  /// Jiang et al. 2024: 47B, of which 13B compute for a token.
  @Test func `a mixture of experts names what computes for a token`() {
    let mixtral =
      "llm(layers=32, width=4096, heads=32, kv_heads=8, vocabulary=32000, context=32768, feed_forward=14336, gated=true, "
      + "positions=rotary, tied=false, biases=false, experts=8, active_experts=2)"
    let text = printed("cost \(mixtral)")
    #expect(text.contains("46,702,792,704") && text.contains("2 of 8 experts"), "\(text)")
    #expect(!printed("cost \(Self.llama)").contains("experts"))
  }

  /// Trainings of published models are read in the size their papers use, not in millions of PFLOP.
  @Test func `work of large trainings has a unit of its size`() {
    let text = printed("cost \(Self.gpt3), tokens=300e9")
    #expect(text.contains("ZFLOP") && !text.contains("PFLOP"), "\(text)")
    #expect(printed("3e20 * 1FLOP") == "300EFLOP")
    #expect(printed("2ZFLOP / 1EFLOP") == "2000")
  }

  /// 13.5 GB of weights do not fit into 8 GB: two share them.
  @Test func `answers are reckoned on as many devices as hold the weights`() throws {
    let text = printed("c = cost \(Self.llama), device=device(raspberry_pi_5)\nc.answering_devices")
    #expect(text == "2")
    #expect(!printed("cost \(Self.llama), device=device(a100)").contains("answering"))
  }

  /// A change of low rank is made once for a batch: 512·512 a sample, 512·4·512 a batch of 256.
  @Test func `what weights alone need counts once for a batch`() {
    let text = printed(
      "m = model 512 { lora rank=4 { dense 512 } }\nc = cost m, batch_size=256\nprint c.macs, summary(m).macs"
    )
    #expect(text == "266240 262144", "\(text)")
  }

  @Test(
    arguments: [
      ("cost model 2 { dense 1 }, device=device(flops=1GFLOP / 1s)", "E0549", "bandwidth"),
      ("cost model 2 { dense 1 }, device=device(bandwidth=1GB / 1s)", "E0549", "flops"),
      (
        "d = data generated(gauss, 20); compare [model 2 { dense 1, activation=sigmoid }], d, device=device(raspberry_pi_5), requests=1M, price=0.01$ / 1k",
        "E0549", "electricity"
      ),
      ("device(a101)", "E0103", "a100"), ("device(\"a101\")", "E0101", "a100"),
      ("device(flops=200)", "E0118", "GFLOP"),
      ("device(flops=20GB / 1s)", "E0118", "data/time"),
      ("device(flops=0GFLOP / 1s)", "E0401", "more than 0"),
      ("device(utilisation=40)", "E0401", "between 0 and 1"),
      ("device(count=0)", "E0401", "between 1"),
      ("llm(layers=2, width=10, heads=3, vocabulary=5, context=4)", "E0401", "divisor"),
      ("llm(layers=2, width=12, heads=4, kv_heads=3, vocabulary=5, context=4)", "E0401", "divisor"),
      (
        "llm(layers=2, width=12, heads=4, vocabulary=5, context=4, experts=2, active_experts=3)",
        "E0401", "as many as"
      ),
      ("cost 3", "E0118", "model"), ("cost {a: 1}", "E0118", "model"),
      ("cost model 2 { dense 1 }, device=3", "E0118", "device"),
      ("cost model 2 { dense 1 }, device={flops: 3}", "E0118", "device"),
      ("llm(layers=1e12, width=10, heads=1, vocabulary=5, context=4)", "E0401", "between 1"),
    ])
  func `what cannot be reckoned says what is missing`(source: String, code: String, word: String) {
    let text = printed(source)
    #expect(text.contains("error \(code): ") && text.contains(word), "\(text)")
  }

  @Test(
    arguments: [
      (
        "llm(layers=1e6, width=1e6, heads=1, vocabulary=1e9, context=10)",
        "parameters can be counted"
      ),
      (
        "llm(layers=1e9, width=1e9, heads=1e9, vocabulary=1e9, context=1e9)",
        "parameters can be counted"
      ),
      ("g = \(gpt3); g.layers = 3", "make another: `llm(…, layers=…)`"),
      ("b = \(box); b.flops = 3", "make another: `device(…, flops=…)`"),
    ])
  func `what could not be counted, or would no longer fit its own figures, is refused`(
    source: String, hint: String
  ) {
    let text = printed(source)
    #expect(text.contains("error E") && text.contains(hint), "\(text)")
  }

  @Test func `the largest model that can be counted is spread over copies`() {
    let text = printed(
      "cost llm(layers=700000, width=1e6, heads=1, vocabulary=1e6, context=10), tokens=1, "
        + "device=device(flops=1GFLOP / 1s, memory=1e300B, link=1GB / 1s), workers=2")
    #expect(text.contains("split") && !text.contains("error"), "\(text)")
  }

  @Test
  func
    `every device that comes along has a name that can be typed and all figures but electricity`()
  {
    #expect(DeviceTable.shipped.map(\.name) == DeviceTable.names)
    for device in DeviceTable.shipped {
      for field in Device.Field.allCases where field != .electricity {
        #expect(device[field] != nil, "\(device.name) \(field)")
      }
    }
  }

  @Test func `a file of devices is read line by line`() throws {
    let file = try DeviceFile(
      "# mine\n[box]\nflops = \"2TFLOP / 1s\" # peak\ncount = 2\nprice=\"0.5$/h\"\n[other]\nutilisation = \"55%\"\n"
    )
    #expect(file.devices.map(\.name) == ["box", "other"])
    #expect(file.devices[0].operations == 2e12 && file.devices[0].count == 2)
    #expect(file.devices[0].price == 0.5 / 3600)
    #expect(file.devices[1].utilisation == 0.55)
  }

  @Test(
    arguments: [
      ("flops = \"1GFLOP / 1s\"", 1), ("[a]\nflops = 3", 2), ("[a]\nspeed = \"3W\"", 2),
      ("[a]\n\nflops", 3), ("[]", 1), ("[a]\ncount = -1", 2), ("[a]\npower = \"65W / 0s\"", 2),
      ("[a]\npower = \"inf W\"", 2),
    ])
  func `a line of the file that is none is told by its number`(text: String, line: Int) {
    let mistake = #expect(throws: DeviceFile.Mistake.self) { try DeviceFile(text) }
    #expect(mistake?.line == line)
  }
}
