import Glibc

/// nabla-fuzz words|files|parsers SEED COUNT FOLDER: so many calls with extreme values, the same for the same seed;
/// nabla-fuzz lines 1 1 FOLDER: those of the standard input, one a line.
///
/// Before each call its text is written to `FOLDER/last`: whoever started this reads there what ended the
/// process. A call gets 30 seconds; half a second after its start it is told that it is interrupted.
let arguments = CommandLine.arguments.dropFirst()
guard arguments.count == 4, let seed = UInt64(arguments[2]), let count = Int(arguments[3]),
  let runner = CallRunner(folder: arguments[4])
else {
  print("usage: nabla-fuzz words|files|parsers SEED COUNT FOLDER")
  exit(64)
}
var random = Generator(seed: seed)
switch arguments[1] {
case "words": fuzzWords(count, &random, runner)
case "parsers": fuzzParsers(count, &random, runner)
case "files": try fuzzFiles(count, &random, runner)
case "lines":
  runner.start()
  while let line = readLine() { runner.call(line) }
default: exit(64)
}
print("\(count) calls: \(runner.summary)")
