/// A day of the Gregorian calendar. Years begin in March here, so that a leap day is the last day of its year.
struct CalendarDay: Equatable {
    let year: Int64
    let month: Int64
    let day: Int64

    /// Days of 400 years, after which the calendar repeats.
    private static let daysOfEra: Int64 = 146_097
    /// Days from 0000-03-01 to 1970-01-01.
    private static let epoch: Int64 = 719_468

    init(daysSince1970 days: Int64) {
        let (era, dayOfEra) = Timestamp.floorDivide(days + Self.epoch, Self.daysOfEra)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Nil when the calendar has no such day.
    init?(year: Int64, month: Int64, day: Int64) {
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        self.year = year
        self.month = month
        self.day = day
        // The 30th of February counts as the 1st or 2nd of March and does not come back as what it was.
        guard CalendarDay(daysSince1970: daysSince1970) == self else { return nil }
    }

    var daysSince1970: Int64 {
        let (era, yearOfEra) = Timestamp.floorDivide(month <= 2 ? year - 1 : year, 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * Self.daysOfEra + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - Self.epoch
    }
}
