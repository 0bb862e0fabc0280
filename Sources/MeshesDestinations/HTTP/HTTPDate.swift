import MeshesModel

/// The three forms of a date in HTTP: `Fri, 31 Dec 1999 23:59:59 GMT`, `Friday, 31-Dec-99 23:59:59 GMT`,
/// `Fri Dec 31 23:59:59 1999`.
enum HTTPDate {
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    static func parse(_ text: some StringProtocol) -> Timestamp? {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "," }).map { String($0).lowercased() }
        switch words.count {
        case 6 where words[5] == "gmt":
            return moment(day: words[1], month: words[2], year: words[3], clock: words[4])
        case 4 where words[3] == "gmt":
            let date = words[1].split(separator: "-").map(String.init)
            guard date.count == 3, date[2].count == 2, let short = Int(date[2]) else { return nil }
            // Two digits: 70 and above belong to the last century.
            return moment(day: date[0], month: date[1], year: String(short >= 70 ? 1900 + short : 2000 + short), clock: words[2])
        case 5:
            return moment(day: words[2], month: words[1], year: words[4], clock: words[3])
        default:
            return nil
        }
    }

    private static func moment(day: String, month: String, year: String, clock: String) -> Timestamp? {
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ $0.count == 2 && $0.utf8.allSatisfy(\.isASCIIDigit) }),
            let hours = Int64(parts[0]), let minutes = Int64(parts[1]), let seconds = Int64(parts[2]),
            hours < 24, minutes < 60, seconds <= 60,
            let monthIndex = months.firstIndex(of: month),
            day.utf8.allSatisfy(\.isASCIIDigit), let dayNumber = Int64(day), (1...31).contains(dayNumber),
            year.utf8.allSatisfy(\.isASCIIDigit), year.utf8.count == 4, let yearNumber = Int64(year)
        else { return nil }
        let days = daysSince1970(year: yearNumber, month: Int64(monthIndex + 1), day: dayNumber)
        return Timestamp(milliseconds: (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000)
    }

    /// Days from 1970-01-01 in the Gregorian calendar, with years that begin in March so that the leap day comes last.
    private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
