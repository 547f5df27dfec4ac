//! What the rules make of faulty and faithful pairs, as a snapshot shows it.

/// The faults that are missed and the faithful pairs that raise an alarm, by id.
pub fn outcome<Row>(
    (faulty, faithful): (&[Row], &[Row]),
    id: impl Fn(&Row) -> &str,
    is_alarmed: impl Fn(&Row) -> bool,
) -> String {
    let ids = |rows: &[Row], alarmed: bool| -> Vec<String> {
        let rows = rows.iter().filter(|row| is_alarmed(row) == alarmed);
        rows.map(|row| id(row).to_owned()).collect()
    };
    let (missed, alarms) = (ids(faulty, false), ids(faithful, true));
    format!(
        "{} of {} faults found; missed: {}\n{} false alarms in {}: {}",
        faulty.len() - missed.len(),
        faulty.len(),
        missed.join(" "),
        alarms.len(),
        faithful.len(),
        alarms.join(" ")
    )
}
