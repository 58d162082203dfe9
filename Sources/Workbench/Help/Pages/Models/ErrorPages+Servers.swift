extension ErrorPages {
  static let servers = [
    page(
      "E0800", "a port is taken",
      "One program can listen at a port. A server of the same session gives way by itself; others do not.",
      "serve m, port=8080", "serve m, port=8081"),
    page(
      "E0801", "a port is not for users",
      "Ports below 1024 are for who administers the machine. A proxy such as nginx can listen there and hand on.",
      "serve m, port=80", "serve m, port=8080"),
    page(
      "E0802", "an address cannot be listened to",
      "`host=` is a name or address of this machine: \"0.0.0.0\" stands for all of them. Without it only this machine "
        + "can ask.",
      "serve m, host=\"example.invalid\"", "serve m"),
    page(
      "E0803", "others need a token",
      "Whoever can reach the port could use the model, and learn from its answers. Clients show the token in each "
        + "request: `Authorization: Bearer …`.",
      "serve m, host=\"0.0.0.0\"", "serve m, host=\"0.0.0.0\", token=\"token.txt\""),
    page(
      "E0804", "a token can be guessed",
      "A token has 128 bits: 22 or more letters and digits, eight different ones at least. A file that is not there is made, "
        + "with a token that nobody knows.",
      "NABLA_TOKEN=secret nabla serve m.safetensors",
      "nabla serve m.safetensors --token token.txt"),
    page(
      "E0805", "a token stands in a file",
      "What is typed is kept in the history, the journal and saved sessions; a token must be in none of them. `token=` "
        + "takes the name of a file that holds it, and nothing else.",
      "serve m, token=\"0123456789abcdef0123\"", "serve m, token=\"token.txt\""),
    page(
      "E0806", "a ledger cannot be written",
      "What is answered stands in the ledger before it is sent. A server does not start without the ledger that it was given.",
      "serve m, ledger=\"/ledger.csv\"", "serve m, ledger=\"ledger.csv\""),
    page(
      "E0807", "a file is no ledger",
      "A ledger is a file that a server began, or none yet. Lines are put behind what stands there, so that another file "
        + "would be spoiled.",
      "serve m, ledger=\"data.csv\"", "serve m, ledger=\"requests.csv\""),
    page(
      "E0808", "a certificate cannot be used",
      "`--tls-cert` is the certificate and those that it follows from, `--tls-key` its key without a password, both in PEM.",
      "nabla serve m.safetensors --tls-cert key.pem --tls-key cert.pem",
      "nabla serve m.safetensors --tls-cert cert.pem --tls-key key.pem"),
    page(
      "E0809", "a server cannot start",
      "The system refused a thread or a socket: there are too many of them.",
      "serve m", "stop s"),
    page(
      "E0810", "a file holds no model",
      "`nabla serve` takes what `load` reads as a model: files that nabla saved, .keras, .onnx.",
      "nabla serve digits.csv", "nabla serve digits.safetensors"),
    page(
      "E0811", "a price is no amount of money",
      "A price is money for one request, or for one token of a generated text. `/ 1k` divides it by a thousand.",
      "nabla serve m.safetensors --price 5", "nabla serve m.safetensors --price '0.02$ / 1k'"),
    page(
      "E0839", "a model cannot learn while it is served",
      "A server that learns needs a true answer for each row, in any order: a class or numbers. Models that write texts, those "
        + "that look back at earlier rows, quantized ones and those with a loss of their own are served without it.",
      "m = model 2 { dense 1 }; q = quantize m; s = serve q, port=0, learn=true",
      "m = model 2 { dense 1 }; s = serve m, port=0, learn=true; stop s"),
    page(
      "E0840", "a server does not learn",
      "`rollback s` takes an update back. A server makes updates only where it was made with `learn=true`.",
      "m = model 2 { dense 1 }; s = serve m, port=0; rollback s",
      "m = model 2 { dense 1 }; s = serve m, port=0, learn=true; stop s"),
    page(
      "E0841", "there is no update to take back",
      "A server begins with the weights of its model. After 32 rows with their labels, and those held out beside them, it may "
        + "make an update; the last sixteen can be taken back, one after the other.",
      "m = model 2 { dense 1 }; s = serve m, port=0, learn=true; rollback s",
      "m = model 2 { dense 1 }; s = serve m, port=0, learn=true; print s.learning; stop s"),
    page(
      "W0083", "so many devices cannot do this training",
      "Each device holds a part of weights, gradients, optimizer and activations, and each copy of the model takes whole "
        + "sequences of a step. Tensor groups have 1, 2, 4 or 8 devices and divide the heads, pipelines divide the layers. What "
        + "no such split holds has no time and no price; the hint names counts that can do it.",
      "cost llm(layers=32, width=4096, heads=32, vocabulary=32000, context=4096), tokens=2e12, device=device(a100), workers=1",
      "cost llm(layers=32, width=4096, heads=32, vocabulary=32000, context=4096), tokens=2e12, device=device(a100), workers=8"
    ),
    page(
      "W0081", "an update was taken back",
      "The rows held out after an update were answered better without it, so that the weights before it answer again and what was "
        + "learnt from is forgotten. Wrong labels do this, and questions that have changed.",
      "serve m, learn=true", "serve m, learn=true, learning_rate=0.0001"),
    page(
      "W0057", "an access log is behind",
      "The disk took no more lines of `nabla serve --access-log`: it is full, or gone. Answers go on; the lines in between are "
        + "lost, and new ones are written as soon as there is room. What counts for money stands in the ledger.",
      "nabla serve m.safetensors --access-log /full/access.log",
      "nabla serve m.safetensors --access-log access.log"),
    page(
      "W0080", "a ledger is behind",
      "The disk took no more lines: it is full, or gone. Answers go on, and up to a million lines wait in memory and are "
        + "written as soon as there is room; `nabla_ledger_unwritten_lines` of /metrics counts them.",
      "serve m, ledger=\"/full/ledger.csv\"", "serve m, ledger=\"ledger.csv\""),
  ]
}
