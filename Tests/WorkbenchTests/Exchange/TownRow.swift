/// A row of a table with gaps.
struct TownRow {
  let age: Int?
  let town: String
  let grade: String
  let pay: Double

  init(_ row: Int) {
    age = row % 11 == 5 ? nil : 20 + row * 7 % 50
    town = row % 9 == 4 ? "" : ["Rome", "Oslo", "Bern"][row % 3]
    grade = ["low", "mid", "high"][row * 5 % 7 % 3]
    pay = Double(row * 37 % 91) * 100.5
  }

  var line: String {
    let age = age.map { String($0) } ?? ""
    return "\(age),\(town),\(grade),\(pay)\n"
  }
}
