func fuzzFiles(_ count: Int, _ random: inout Generator, _ runner: CallRunner) throws {}
