import Glibc
import Support

/// nabla-bench WORKLOAD THREADS REPETITIONS: one JSON line, in the form of `Benchmarks/peers`.
let words = CommandLine.arguments.dropFirst()
guard words.count == 3, let workload = words.first.flatMap(Workload.init(rawValue:)),
  let threads = Int(words[2]), let repetitions = Int(words[3]), threads >= 1, repetitions >= 1
else {
  let names = Workload.allCases.map(\.rawValue).joined(separator: "|")
  try? StandardStream.error.write("usage: nabla-bench \(names) THREADS REPETITIONS\n")
  exit(64)
}
let timing = try workload.timing(threads: threads, repetitions: repetitions)
print(timing.line(workload, threads: threads))
