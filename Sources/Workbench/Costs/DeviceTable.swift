import Learning
import Support

/// Devices that can be named: the user's own, then those that come along.
enum DeviceTable {
  /// Where the user's own stand.
  static var path: String { Directories.configuration + "/devices.toml" }

  private static let limit = 1 << 20

  /// The device of that name. Throws what is wrong with the user's file, or that there is none of the name.
  static func device(named name: String) throws -> Device {
    let known = try own() + shipped
    guard let device = known.first(where: { $0.name == name }) else {
      throw CostProblem.unknownDevice(name, known: known.map(\.name))
    }
    return device
  }

  /// What the user's file holds; nothing where there is none.
  private static func own() throws -> [Device] {
    let path = path
    guard InputFile.exists(path) else { return [] }
    let text = String(decoding: try InputFile.read(path, limit: limit), as: UTF8.self)
    do { return try DeviceFile(text).devices } catch { throw CostProblem.deviceFile(path, error) }
  }

  /// The names of those that come along: known at the start, when the table is not read yet.
  static let names = ["v100", "a100", "h100", "t4", "tpu_v4", "epyc_7763", "raspberry_pi_5"]

  /// Those that come along.
  static let shipped: [Device] = (try? DeviceFile(text))?.devices ?? []

  /// Peaks are those of dense products of half-precision numbers on accelerators, of single precision on processors,
  /// from the makers' data sheets; prices and electricity are examples to be edited.
  static let text = """
    # Devices, as of November 2026. Copy this file to ~/.config/nabla/devices.toml to change it: yours goes first.
    # flops, bandwidth, memory, power and link are the makers' figures. Prices are examples.

    [v100]          # NVIDIA V100 SXM2 32 GB: data sheet of January 2020
    flops = "125TFLOP / 1s"
    bandwidth = "900GB / 1s"
    memory = "32GB"
    power = "300W"
    link = "300GB / 1s"
    price = "2.5$ / 1h"

    [a100]          # NVIDIA A100 SXM 80 GB: data sheet of June 2021
    flops = "312TFLOP / 1s"
    bandwidth = "2039GB / 1s"
    memory = "80GB"
    power = "400W"
    link = "600GB / 1s"
    price = "2$ / 1h"

    [h100]          # NVIDIA H100 SXM 80 GB: data sheet of 2023, without sparsity
    flops = "989TFLOP / 1s"
    bandwidth = "3350GB / 1s"
    memory = "80GB"
    power = "700W"
    link = "900GB / 1s"
    price = "3$ / 1h"

    [t4]            # NVIDIA T4: data sheet of 2019
    flops = "65TFLOP / 1s"
    bandwidth = "300GB / 1s"
    memory = "16GB"
    power = "70W"
    link = "32GB / 1s"
    price = "0.35$ / 1h"

    [tpu_v4]        # Google TPU v4: Jouppi et al. 2023, table 4
    flops = "275TFLOP / 1s"
    bandwidth = "1200GB / 1s"
    memory = "32GB"
    power = "192W"
    link = "300GB / 1s"
    price = "3.2$ / 1h"

    [epyc_7763]     # AMD EPYC 7763: 64 cores at 2.45 GHz, 32 operations a cycle, 8 channels of DDR4-3200
    flops = "5TFLOP / 1s"
    bandwidth = "204.8GB / 1s"
    memory = "256GB"
    power = "280W"
    link = "12.5GB / 1s"
    price = "1.5$ / 1h"

    [raspberry_pi_5] # 4 cores at 2.4 GHz, 16 operations a cycle, LPDDR4X-4267 on 32 bits
    flops = "153.6GFLOP / 1s"
    bandwidth = "17GB / 1s"
    memory = "8GB"
    power = "12W"
    link = "0.125GB / 1s"
    price = "0$ / 1h"
    """
}
