//! Charts of people: how far they came, where they came from, what is known of them.

use super::{
    Drawn,
    period::Span,
    rate,
    scope::{Scope, amount, currencies, empty, is, measure, money, point, within},
    share,
};
use crate::{members, prospects::Spread, tags};
use relance_model::{
    Failure, Outcome,
    filters::{Filter, Op, State},
    labels::StageKind,
    statistics::{Axis, Divide, Mark, Unit},
};
use std::collections::HashMap;

/// Groups that are told apart; the others stand together.
const GROUPS: usize = 10;

/// What is asked of a prospect's completeness.
const KNOWN: [&str; 12] = [
    "email",
    "phone",
    "company",
    "job_title",
    "city",
    "source",
    "sector",
    "linkedin",
    "value",
    "expected_close",
    "owner",
    "tag",
];

/// Those whom the period is about: who came in it, and for whom something was done in it.
fn worked(span: Span) -> Filter {
    Filter::Any { of: vec![within("created", span), within("activity", span)] }
}

/// Of those who came or were worked on in the period, how many have reached each stage or one behind it.
pub(super) fn funnel(scope: &Scope<'_>, span: Span) -> Outcome<Drawn> {
    let came = worked(span);
    let path: Vec<_> = scope.stages.iter().filter(|stage| stage.kind != StageKind::Lost).collect();
    let mut points = Vec::new();
    let (mut start, mut last) = (0, 0);
    for (rank, stage) in path.iter().enumerate() {
        let behind = path[rank..].iter().map(|stage| stage.id.to_string()).collect();
        let own = [came.clone(), Filter::field("reached_stage", Op::Is, behind)];
        let people = scope.set(&own)?.len();
        if rank == 0 {
            (start, last) = (people, people);
        }
        let marks = vec![
            scope.people_of(people, people, &own),
            scope.behind(rate(people, last), people, &own),
            scope.behind(rate(people, start), people, &own),
        ];
        points.push(point(stage.id, Some(stage.label.clone()), marks));
        last = people;
    }
    Ok(Drawn {
        measures: vec![
            measure("prospects", Unit::Prospects),
            measure("from_previous", Unit::Percent),
            measure("from_start", Unit::Percent),
        ],
        points,
        ..Drawn::default()
    })
}

/// Whom the points of a chart are about.
struct Group {
    key: String,
    label: Option<String>,
    filter: Filter,
}

/// Of those who came or were worked on in the period, by where they came from: how many there are, won, lost, and for how much.
pub(super) fn conversion(scope: &Scope<'_>, span: Span, by: Divide) -> Outcome<Drawn> {
    let came = worked(span);
    let (groups, others) = groups(scope, &came, by)?;
    let won = [Filter::State { state: State::Won }, empty("won_on").negated()];
    let lost = [Filter::State { state: State::Lost }, empty("lost_on").negated()];
    let mut won_sets = Vec::new();
    for group in &groups {
        won_sets.push(scope.set(&[&[came.clone(), group.filter.clone()], &won[..]].concat())?);
    }
    let sums = scope.worth(StageKind::Won, &won_sets.iter().map(AsRef::as_ref).collect::<Vec<_>>())?;
    let currencies = currencies(sums.iter());
    let mut measures = vec![
        measure("worked", Unit::Prospects),
        measure("won", Unit::Prospects),
        measure("lost", Unit::Prospects),
        measure("conversion", Unit::Percent),
    ];
    measures.extend(currencies.iter().map(|currency| money("won_value", currency)));
    let mut points = Vec::new();
    for ((group, won_set), sums) in groups.into_iter().zip(&won_sets).zip(&sums) {
        let mine = [came.clone(), group.filter];
        let count = scope.count(&mine)?;
        let of = count.people.unwrap_or_default();
        let won_too = [&mine[..], &won[..]].concat();
        let mut marks = vec![
            count,
            scope.people_of(won_set.len(), won_set.len(), &won_too),
            scope.count(&[&mine[..], &lost[..]].concat())?,
            scope.behind(rate(won_set.len(), of), won_set.len(), &won_too),
        ];
        marks.extend(currencies.iter().map(|currency| {
            let cents = sums.get(currency).copied().unwrap_or_default();
            scope.behind(amount(cents), won_set.len(), &won_too)
        }));
        points.push(point(group.key, group.label, marks));
    }
    Ok(Drawn { axis: Axis::Name, measures, points, others })
}

/// The groups of those who came, the largest first; how many were put together into the last one.
fn groups(scope: &Scope<'_>, came: &Filter, by: Divide) -> Outcome<(Vec<Group>, u64)> {
    let field = match by {
        Divide::Import => "import",
        Divide::Member => "owner",
        Divide::Tag => "tag",
        Divide::Stage => "stage",
        Divide::Usual | Divide::Source => "source",
    };
    let all: Vec<(String, String, String)> = match by {
        Divide::Import => files(scope)?,
        Divide::Member => members::all(scope.db)?
            .into_iter()
            .map(|member| (member.id.to_string(), member.name, member.id.to_string()))
            .collect(),
        Divide::Tag => tags::names(scope.db)?
            .into_iter()
            .map(|tag| (tag.id.to_string(), tag.name, tag.id.to_string()))
            .collect(),
        Divide::Stage => scope
            .stages
            .iter()
            .map(|stage| (stage.id.to_string(), stage.label.clone(), stage.id.to_string()))
            .collect(),
        Divide::Usual | Divide::Source => sources(scope, came)?,
    };
    let mut sized = Vec::new();
    for (key, label, value) in all {
        let filter = is(field, &value);
        let people = scope.set(&[came.clone(), filter.clone()])?.len();
        if people > 0 {
            sized.push((people, value, Group { key, label: Some(label), filter }));
        }
    }
    sized.sort_by(|(one, _, a), (other, _, b)| other.cmp(one).then_with(|| a.label.cmp(&b.label)));
    let rest = if sized.len() > GROUPS + 1 { sized.split_off(GROUPS) } else { Vec::new() };
    let told = sized.iter().map(|(_, value, _)| value.clone()).collect();
    let mut groups: Vec<Group> = sized.into_iter().map(|(.., group)| group).collect();
    if !rest.is_empty() {
        // Whoever has something, and none of what is told apart.
        let of = vec![empty(field).negated(), Filter::field(field, Op::Is, told).negated()];
        groups.push(Group { key: "others".to_owned(), label: None, filter: Filter::All { of } });
    }
    // Everybody is in a stage.
    if by != Divide::Stage && !scope.set(&[came.clone(), empty(field)])?.is_empty() {
        groups.push(Group { key: "none".to_owned(), label: None, filter: empty(field) });
    }
    Ok((groups, rest.len() as u64))
}

/// More are no table that anybody reads.
const MOST: usize = 60;

/// The largest sources of those who came: key, as it is written, value.
fn sources(scope: &Scope<'_>, came: &Filter) -> Outcome<Vec<(String, String, String)>> {
    if let Some(all) = few_sources(scope)? {
        return Ok(all);
    }
    let came = scope.set(std::slice::from_ref(came))?;
    let spread = Spread::new(&came);
    let mut found: HashMap<String, (u64, i64)> = HashMap::new();
    scope.db.for_each(
        "SELECT id, relance_fold(source) FROM prospect INDEXED BY prospect_by_source
         WHERE deleted_at IS NULL AND relance_fold(source) IS NOT NULL",
        [],
        |row| {
            let id: i64 = row.get(0).map_err(Failure::bug)?;
            if spread.has(id) {
                let word = row.get_ref(1).map_err(Failure::bug)?;
                let word = word.as_str().map_err(Failure::bug)?;
                match found.get_mut(word) {
                    Some(held) => held.0 += 1,
                    None => drop(found.insert(word.to_owned(), (1, id))),
                }
            }
            Ok(())
        },
    )?;
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by(|(a, (one, _)), (b, (other, _))| other.cmp(one).then_with(|| a.cmp(b)));
    found
        .into_iter()
        .take(MOST)
        .map(|(key, (_, id))| {
            let label: String = scope.db.scalar("SELECT source FROM prospect WHERE id = ?1", [id])?;
            Ok((key, label.clone(), label))
        })
        .collect()
}

/// All sources there are, each looked up behind the one before, where they are no more than the table shows.
fn few_sources(scope: &Scope<'_>) -> Outcome<Option<Vec<(String, String, String)>>> {
    let mut all: Vec<(String, String, String)> = Vec::new();
    loop {
        let last = all.last().map_or("", |(key, ..)| key.as_str());
        let next: Option<(String, String)> = scope.db.optional(
            "SELECT relance_fold(source), source FROM prospect INDEXED BY prospect_by_source
             WHERE deleted_at IS NULL AND relance_fold(source) > ?1 ORDER BY relance_fold(source) LIMIT 1",
            [last],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        match next {
            Some(_) if all.len() == MOST => return Ok(None),
            Some((key, label)) => all.push((key, label.clone(), label)),
            None => return Ok(Some(all)),
        }
    }
}

/// The files of the latest imports: key, as it is called, value.
fn files(scope: &Scope<'_>) -> Outcome<Vec<(String, String, String)>> {
    scope.db.rows(
        "SELECT relance_fold(file_name), file_name, file_name FROM import_batch
         GROUP BY relance_fold(file_name) ORDER BY max(id) DESC LIMIT 60",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// How much is known of whom.
pub(super) fn completeness(scope: &Scope<'_>) -> Outcome<Drawn> {
    let all = scope.set(&[])?.len();
    let mut points = Vec::new();
    for field in KNOWN {
        let missing = scope.count(&[empty(field)])?;
        let lacking = missing.people.unwrap_or_default();
        let own = [empty(field).negated()];
        let known = all - lacking;
        // Of everybody who is there: no sample, so it is told of few too.
        let share = Mark { value: (all > 0).then(|| share(known, all)), of: Some(all), ..Mark::default() };
        points.push(point(
            field,
            None,
            vec![scope.behind(share, known, &own), scope.people_of(known, known, &own), missing],
        ));
    }
    Ok(Drawn {
        measures: vec![
            measure("share", Unit::Percent),
            measure("known", Unit::Prospects),
            measure("missing", Unit::Prospects),
        ],
        points,
        ..Drawn::default()
    })
}
