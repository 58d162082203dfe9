import Support
import Terminal
import Workbench

extension Launch {
  init(_ common: CommonOptions, seed: UInt64?) {
    var options = common.interpreterOptions()
    if let seed { options.seed = seed }
    self.init(
      options: options, color: common.color, isPlain: common.plain, version: Version.text)
  }
}
