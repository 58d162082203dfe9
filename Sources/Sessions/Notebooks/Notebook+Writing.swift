import Support

extension Notebook {
  /// What all that nabla wrote ends with, and nobody who writes notebooks: one that was changed elsewhere is
  /// not replaced.
  package static let mark = "\n\t \n \t\n\t \n"

  /// The file, nbformat 4.5: names in the order of the alphabet, each level set in by one blank, as Jupyter
  /// itself writes it, so that two versions differ where their cells do.
  package var bytes: [UInt8] {
    let file: JSON = [
      "cells": .list(cells.map(\.json)),
      "metadata": metadata,
      "nbformat": 4,
      "nbformat_minor": 5,
    ]
    return Array((file.indented + Self.mark).utf8)
  }

  private var metadata: JSON {
    var own: [JSON.Member] = [JSON.Member("format", 1)]
    if !head.isEmpty { own.append(JSON.Member("head", .lines(head))) }
    if hasCRLF { own.append(JSON.Member("line_end", "\r\n")) }
    var members = [
      JSON.Member(
        "kernelspec", ["display_name": "nabla", "language": "nabla", "name": "nabla"]),
      JSON.Member(
        "language_info",
        [
          "file_extension": ".nabla", "mimetype": "text/x-nabla", "name": "nabla",
          "pygments_lexer": "text",
        ]),
      JSON.Member("nabla", .object(own)),
    ]
    if let title { members.append(JSON.Member("title", .text(title))) }
    return .object(members)
  }
}

extension Notebook.Cell {
  fileprivate var json: JSON {
    var members = [JSON.Member("cell_type", .text(kind.rawValue))]
    if kind == .code {
      members.append(JSON.Member("execution_count", count.map { .whole($0) } ?? .null))
    }
    members += [JSON.Member("id", .text(id)), JSON.Member("metadata", metadata)]
    if kind == .code {
      members.append(JSON.Member("outputs", .list(outputs.map { $0.json(count: count) })))
    }
    members.append(JSON.Member("source", .lines(source)))
    return .object(members)
  }

  private var metadata: JSON {
    var own: [JSON.Member] = []
    if let gap = notes.gap { own.append(JSON.Member("gap", .text(gap))) }
    if let kind = notes.kind { own.append(JSON.Member("kind", .text(kind))) }
    if let options = notes.options { own.append(JSON.Member("options", .text(options))) }
    if let text = notes.text { own.append(JSON.Member("text", .lines(text))) }
    var members: [JSON.Member] = []
    if !own.isEmpty { members.append(JSON.Member("nabla", .object(own))) }
    if !tags.isEmpty { members.append(JSON.Member("tags", .list(tags.map { .text($0) }))) }
    return .object(members)
  }
}

extension Notebook.Output {
  fileprivate func json(count: Int?) -> JSON {
    switch self {
    case .stream(let text):
      return ["name": "stdout", "output_type": "stream", "text": .lines(text)]
    case .error(let name, let text):
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      return [
        "ename": .text(name), "evalue": .text(lines.first ?? ""), "output_type": "error",
        "traceback": .list(lines.map { .text($0) }),
      ]
    case .shown(let shown):
      var members = [JSON.Member("data", shown.data)]
      if shown.isResult {
        members.append(JSON.Member("execution_count", count.map { .whole($0) } ?? .null))
      }
      members.append(JSON.Member("metadata", .object([])))
      let type = shown.isResult ? "execute_result" : "display_data"
      members.append(JSON.Member("output_type", .text(type)))
      return .object(members)
    }
  }
}

extension Notebook.Shown {
  fileprivate var data: JSON {
    var members: [JSON.Member] = []
    if let note { members.append(JSON.Member(Notebook.noteType, note)) }
    if let svg { members.append(JSON.Member("image/svg+xml", .lines(svg))) }
    if let html { members.append(JSON.Member("text/html", .lines(html))) }
    members.append(JSON.Member("text/plain", .lines(text)))
    return .object(members)
  }
}

extension JSON {
  /// A text as notebooks hold it: a list of its lines, each with its end.
  static func lines(_ text: String) -> JSON {
    var lines: [JSON] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex
      lines.append(.text(String(decoding: rest[..<end], as: UTF8.self)))
      rest = rest[end...]
    }
    return .list(lines)
  }
}
