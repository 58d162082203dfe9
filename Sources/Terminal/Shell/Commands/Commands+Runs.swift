import Glibc
import Support

// Trainings in the background: looked at, paused, waited for.
extension Commands {
  static var runs: [Command] {
    [jobs, foreground, background, wait, pause, proceed, stop, step, watch, live, full]
  }

  static var jobs: Command {
    Command("jobs", "list the trainings that are on") { shell, _ in
      let jobs = shell.session.jobs
      shell.gate.result(
        jobs.isEmpty
          ? "no training is on: `r = train m, d &` starts one"
          : JobText.table(jobs, columns: shell.columns))
      return .done
    }
  }

  static var foreground: Command {
    Command("fg", "watch a training until it ends", usage: "[run]", example: ":fg r") {
      shell, argument in
      shell.withJob(argument) { job in
        job.feed.proceed()
        if shell.watch(job.feed, title: job.label) == .discarded {
          job.discard()
          shell.gate.result(
            "\(job.label) was discarded; its model is as it was before; `:undo` brings it back")
        }
      }
    }
  }

  static var background: Command {
    Command("bg", "let a paused training go on", usage: "[run]", example: ":bg r") {
      shell, argument in
      shell.withJob(argument) { job in
        job.feed.proceed()
        shell.gate.result("\(job.label) goes on")
      }
    }
  }

  static var wait: Command {
    Command("wait", "wait until a training has ended", usage: "[run]", example: ":wait r") {
      shell, argument in
      shell.withJob(argument) { job in
        guard !job.snapshot.isPaused else {
          shell.gate.notice("\(job.label) is paused\nhint: `:continue \(job.label)` lets it go on")
          return
        }
        ControlC.forget()
        while !job.wait(0.05) {
          guard !ControlC.isRequested else {
            shell.gate.notice("\(job.label) goes on in the background")
            return
          }
        }
      }
    }
  }

  static var pause: Command {
    Command("pause", "hold a training between two steps", usage: "[run]", example: ":pause r") {
      shell, argument in
      shell.withJob(argument) { job in
        job.feed.requestPause()
        for _ in 0..<100 where !job.snapshot.isPaused && !job.wait(0) { usleep(20_000) }
        let snapshot = job.snapshot
        shell.gate.result(
          snapshot.isPaused
            ? "\(job.label) is paused at step \(NumberText.grouped(snapshot.step))"
            : "\(job.label) pauses after its step")
      }
    }
  }

  static var proceed: Command {
    Command(
      "continue", "let a paused training go on, or any for more epochs", usage: "[run] [+epochs]",
      example: ":continue r +500"
    ) { shell, argument in
      var words = argument.split(separator: " ").map(String.init)
      var more: Int?
      if let last = words.last, last.hasPrefix("+") {
        guard let number = Int(last.dropFirst()), number >= 1 else {
          return shell.usage(of: "continue")
        }
        more = number
        words.removeLast()
      }
      return shell.withJob(words.joined(separator: " ")) { job in
        if let more, let problem = job.addEpochs(more) {
          shell.gate.notice(problem)
          return
        }
        job.feed.proceed()
        shell.gate.result(
          more.map { "\(job.label) goes on for \($0) epochs more" } ?? "\(job.label) goes on")
      }
    }
  }

  static var stop: Command {
    Command(
      "stop", "end a training after its step; its weights are kept", usage: "[run]",
      example: ":stop r"
    ) { shell, argument in
      shell.withJob(argument) { job in
        job.feed.requestStop()
        if !job.wait(2) { shell.gate.result("\(job.label) stops after its step") }
      }
    }
  }

  static var watch: Command {
    Command(
      "watch", "show an expression when a condition on a training comes true",
      usage: "[expression [when condition] [pause]]",
      example: ":watch predict m, x when r.loss < 0.1",
      details: """
        The condition is looked at after each epoch; with pause the training is held then.
        `:watch` lists what is watched, `:watch off` and `:watch off 2` end it.
        """
    ) { shell, argument in
      let words = argument.split(separator: " ")
      if words.isEmpty {
        let watches = shell.session.watches
        shell.gate.result(watches.isEmpty ? "nothing is watched" : watches.joined(separator: "\n"))
      } else if words[0] == "off", words.count < 3 {
        shell.session.removeWatches(number: words.count == 2 ? Int(words[1]) : nil)
      } else if let problem = shell.session.watch(argument) {
        shell.gate.notice(problem)
      }
      return .done
    }
  }

  static var full: Command {
    Command(
      "full", "show the last chart full screen: go along it, zoom, read values out",
      example: ":full", details: "`?` lists the keys there. A training that is on: `:live`.",
      card: { ["keys on curves:"] + ChartView.help(curves: true, isRun: false, columns: $0) }
    ) { shell, _ in
      guard let plot = shell.lastPlot else {
        shell.gate.notice("no chart has been shown\nhint: `plot sin, -3..3` draws one")
        return .done
      }
      switch shell.fullScreen.show(plot) {
      case .left, .other: break
      case .ended(let signal): shell.pendingEnd = signal
      case .unsuitable: shell.gate.notice("this terminal cannot show a full screen")
      }
      return .done
    }
  }

  static var live: Command {
    Command(
      "live", "show a training, its net, or a server, full screen", usage: "[net] [run]",
      example: ":live net r",
      details: """
        `:live r` shows the curves and what the model makes of its data, `:live net r` the units and weights while they
        learn; Tab goes from one to the other. There space pauses, + and - change the speed, U and L add a unit and a
        layer, n and f change noise and inputs; ? lists all keys. `:live s` shows the requests of a server as they come.
        """,
      card: {
        ["keys on the curves:"]
          + ChartView.help(curves: true, isRun: true, hasNet: true, columns: $0)
          + ["keys on the net:"] + NetScreen.help($0)
      }
    ) {
      shell, argument in
      let words = argument.split(separator: " ").map(String.init)
      let showsNet = words.first == "net"
      shell.showLive(words.dropFirst(showsNet ? 1 : 0).joined(separator: " "), showsNet: showsNet)
      return .done
    }
  }
}

extension Shell {
  /// The training of that name that is on or has ended; without a name the newest that is on.
  func job(_ name: String) -> ShellJob? {
    if name.isEmpty, let newest = session.jobs.last { return newest }
    if !name.isEmpty, let named = session.job(named: name) { return named }
    let known = session.jobs.map { "`\($0.label)`" }
    gate.notice(
      (name.isEmpty ? "no training is on" : "no training `\(name)` is on") + "\nhint: "
        + (known.isEmpty
          ? "`r = train m, d &` starts one" : "there is \(known.joined(separator: ", "))"))
    return nil
  }

  /// Acts on a training that is on.
  func withJob(_ name: String, _ body: (ShellJob) -> Void) -> Command.Outcome {
    guard let job = job(name) else { return .done }
    guard !job.snapshot.isFinished || session.jobs.contains(where: { $0.number == job.number })
    else {
      gate.notice(
        "\(job.label) has ended\nhint: go on with a copy: `s = resume \(job.label), epochs=10`")
      return .done
    }
    body(job)
    for line in session.news() { gate.result(line) }
    return .done
  }
}
