import Glibc
import Support

/// nabla-bench WORKLOAD THREADS REPETITIONS: one JSON line, in the form of `Benchmarks/peers`.
/// With 0 threads: a table of where a step's time goes, line by line.
/// nabla-bench roofline REPETITIONS [all]: a JSON line for each net, its step by the roofline of this machine beside the
/// measured one, on one thread; with `all` a line for each operation, too.
/// nabla-bench quantized THREADS: a JSON line for each batch size of `Benchmarks/quantized.py`.
/// nabla-bench matrices WORD N TYPE: a JSON line, the fastest call of a function of linear algebra.
/// nabla-bench charts REPETITIONS: a JSON line for each chart that `Benchmarks/charts.py` times.
if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "charts",
  let repetitions = Int(CommandLine.arguments[2]), repetitions >= 1
{
  for line in ChartTimes.lines(repetitions: repetitions) { print(line) }
  exit(0)
}
if CommandLine.arguments.count >= 3, CommandLine.arguments[1] == "roofline",
  let repetitions = Int(CommandLine.arguments[2]), repetitions >= 1
{
  let isDetailed = CommandLine.arguments.dropFirst(3).first == "all"
  for line in try RooflineTimes.lines(repetitions: repetitions, isDetailed: isDetailed) {
    print(line)
  }
  exit(0)
}
if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "quantized",
  let threads = Int(CommandLine.arguments[2]), threads >= 1
{
  for line in try QuantizedTimes.lines(threads: threads) { print(line) }
  exit(0)
}
if CommandLine.arguments.count == 5, CommandLine.arguments[1] == "matrices",
  let n = Int(CommandLine.arguments[3]),
  let line = try MatrixTimes.line(CommandLine.arguments[2], n, CommandLine.arguments[4])
{
  print(line)
  exit(0)
}
let words = CommandLine.arguments.dropFirst()
guard words.count == 3, let workload = words.first.flatMap(Workload.init(rawValue:)),
  let threads = Int(words[2]), let repetitions = Int(words[3]), threads >= 0, repetitions >= 1
else {
  let names = Workload.allCases.map(\.rawValue).joined(separator: "|")
  try? StandardStream.error.write("usage: nabla-bench \(names) THREADS REPETITIONS\n")
  exit(ExitStatus.usage.code)
}
if threads == 0 {
  // Lines of the tiny net are timed a thousand in a row.
  print(
    try lineTable(
      workload.setup(threads: 1), repetitions: repetitions, inRow: workload == .plane ? 1000 : 1))
} else {
  let timing = try workload.timing(threads: threads, repetitions: repetitions)
  // Of a start, only the whole process counts.
  if workload != .start { print(timing.line(workload, threads: threads)) }
}
