import Engine
import Formats
import Plots
import Support

/// What `nabla doctor` says of the machine: what computes, and which libraries are there to be opened.
package enum MachineReport {
  /// What computes, and with how much.
  package static func machine(threads: Int) -> Report {
    Report(
      "machine", title: "machine",
      [
        .facts(
          Facts([
            Fact("cores used", .count(threads)),
            Fact("kernels", .text(kernels), note: "other sets give the same bits"),
            Fact("memory", .bytes(FreeMemory.installed)),
            Fact("for values", .bytes(FreeMemory.share), note: "`--memory 8GB` sets another limit"),
          ]))
      ])
  }

  /// The set that trainings name; that for products of bytes beside it, where it is another.
  private static var kernels: String {
    let best = KernelSet.best
    return best == best.ofFloats ? "\(best)" : "\(best.ofFloats), \(best) for quantized models"
  }

  /// The libraries that files and pictures need, each opened when it is needed first.
  package static var libraries: Report {
    let states = SharedLibrary.allCases.map { (library: $0, isThere: $0.isThere) }
    let missing = states.filter { !$0.isThere }.map(\.library.rawValue)
    let facts = states.map { library, isThere in
      Fact(
        library.rawValue, .text(isThere ? "there" : "missing"), note: "for \(library.purpose)")
    }
    let advice =
      missing.isEmpty
      ? [] : [Report.Block.note("to have all: apt-get install \(missing.joined(separator: " "))")]
    return Report("libraries", title: "libraries", [.facts(Facts(facts))] + advice)
  }
}
