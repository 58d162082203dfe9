import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Numbers that are not what they seem: commas, gaps, answers that cannot move.
@Suite struct NumberHabitTests {
  @Test(arguments: [
    ("o = adam(0,02)", "`adam(0.02)`"), ("o = sgd(0,1)", "`sgd(0.1)`"),
    ("train model 1 { dense 1 }, table([1, 2], [1, 2]), optimizer=adam(0,02)", "`adam(0.02)`"),
  ])
  func `a comma in a setting is told with the line that has a point`(_ line: String, _ told: String)
  {
    let output = printed(line)
    #expect(output.contains("hint: decimals have a point: \(told)"), "\(output)")
  }

  @Test func `arguments with a blank between them are two`() {
    #expect(!printed("o = adam(0.1, 2)").contains("decimals"))
  }

  @Test(arguments: [
    ("mean([1, nan, 3])", "1 of 3 numbers is nan, so the mean is nan"),
    ("std([nan, nan, 3])", "2 of 3 numbers are nan, so the std is nan"),
    ("sum([1, nan])", "1 of 2 numbers is nan, so the sum is nan"),
    ("mean([])", "mean of nothing is nan"),
  ])
  func `a number that gaps have made nan is told why`(_ line: String, _ told: String) {
    #expect(printed(line).contains("note: " + told), "\(printed(line))")
  }

  @Test func `numbers without gaps, and a nan by itself, say nothing`() {
    #expect(!printed("mean([1, 2])").contains("note"))
    #expect(!printed("mean(nan)").contains("note"))
  }

  @Test func `relu before a yes or no is warned of with the line to type`() {
    let data = "d = data generated(moons, 100)\n"
    func said(_ end: String) -> String {
      printed(data + "m = model 2 { dense 4, activation=tanh; \(end) }\ntrain m, d, epochs=1")
    }
    let output = said("dense 1, activation=relu")
    #expect(output.contains("warning W0051: "), "\(output)")
    #expect(output.contains("`dense 1, activation=sigmoid`"), "\(output)")
    for end in ["dense 1, activation=sigmoid", "dense 1"] {
      #expect(!said(end).contains("W0051"))
    }
  }
}
