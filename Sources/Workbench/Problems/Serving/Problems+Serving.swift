import Language
import Serving
import Support

extension Problems {
  static func worded(_ problem: ServingProblem, at span: SourceSpan?) -> Diagnostic {
    if case .ledger(let error) = problem {
      return .error(
        "E0806", "the ledger \(error.path) cannot be written: \(error.reason)", at: span,
        hint: "name another file: `ledger=\"requests.csv\"`")
    }
    return .error(words(of: problem), at: span)
  }

  private static func words(of problem: ServingProblem) -> Words {
    switch problem {
    case .portInUse(let port):
      return (
        "E0800", "another program listens at port \(port) already",
        "take another: `serve m, port=\(port < 65_535 ? port + 1 : 8080)`, or `port=0` for any that is free"
      )
    case .portForbidden(let port):
      return (
        "E0801", "port \(port) is for who administers the machine",
        "take one from 1024 on: `serve m, port=8080`"
      )
    case .badHost(let host, let reason):
      return (
        "E0802", "nothing can listen at \(Sanitizer.visibleLine(host)): \(reason)",
        "leave `host=` out for this machine alone, or write `host=\"0.0.0.0\", token=\"token.txt\"`"
      )
    case .tokenMissing(let host):
      return (
        "E0803", "\(Sanitizer.visibleLine(host)) lets others ask, and needs a token",
        "add it: `serve m, host=\"\(Sanitizer.visibleLine(host))\", token=\"token.txt\"`"
      )
    case .tokenWeak(let characters):
      return (
        "E0804",
        "a token of \(count(characters, "character")) can be guessed: it needs \(ServingToken.fewestCharacters) or more letters and digits",
        "name a file that is not there yet: `token=\"token.txt\"` draws one of 128 bits"
      )
    case .ledger(let error): return ("E0806", error.reason, "name another file")
    case .noLedger(let path):
      return (
        "E0807", "\(Sanitizer.visibleLine(path)) is there and is no ledger of a server",
        "name another file: `ledger=\"requests.csv\"`"
      )
    case .certificate(let path, let reason):
      return (
        "E0808", "\(Sanitizer.visibleLine(path)): \(reason)",
        "`openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -subj /CN=localhost` makes both"
      )
    case .system(let reason):
      return ("E0809", "the server cannot start: \(reason)", "stop other servers: `stop s`")
    }
  }

  static func worded(_ problem: ServeProblem, at span: SourceSpan?) -> Diagnostic {
    switch problem {
    case .tokenIsNoFile:
      .error(
        "E0805", "`token=` takes the name of a file, so that no token stands in what is kept",
        at: span,
        hint: "write `token=\"token.txt\"`; where the file is not there, a new token is put into it"
      )
    case .tokenFile(let path):
      .error(
        "E0805", "\(Sanitizer.visibleLine(path)) must hold one token and nothing else", at: span,
        hint: "name a file that is not there yet: `token=\"token.txt\"`")
    case .noModel(let path):
      .error(
        "E0810", "\(Sanitizer.visibleLine(path)) holds no model that could answer", at: span,
        hint: "`nabla serve m.safetensors` serves what `save m, \"m.safetensors\"` wrote")
    case .price(let text):
      .error(
        "E0811", "\(Sanitizer.visibleLine(text)) is no price", at: span,
        hint: "write an amount of money for one request: `--price '0.02$ / 1k'`")
    }
  }
}
