//! `relance stages`, `relance tags`: the words that prospects are sorted by.

use crate::{
    output::Reply,
    table::{Align, Table},
    voice::Voice,
};
use relance_core::{Core, stages, tags};
use relance_model::{Outcome, labels::StageKind};

pub fn stages(core: &Core, voice: &Voice) -> Outcome<Reply> {
    let found = core.read(stages::all)?;
    let mut table = Table::new([
        (voice.say("column.key"), Align::Left),
        (voice.say("column.stage"), Align::Left),
        (voice.say("column.kind"), Align::Left),
    ]);
    for stage in &found {
        let kind = match stage.kind {
            StageKind::Open => "kind.open",
            StageKind::Won => "kind.won",
            StageKind::Lost => "kind.lost",
        };
        table.row([stage.key.clone(), stage.label.clone(), voice.say(kind).to_owned()]);
    }
    Reply::new(&found, table.text())
}

pub fn tags(core: &Core, voice: &Voice) -> Outcome<Reply> {
    let found = core.read(tags::all)?;
    if found.is_empty() {
        return Reply::new(&found, voice.say("tags_none"));
    }
    let mut table =
        Table::new([(voice.say("column.tag"), Align::Left), (voice.say("column.prospects"), Align::Right)]);
    for tag in &found {
        table.row([tag.tag.name.clone(), voice.number(tag.prospects.cast_signed())]);
    }
    Reply::new(&found, table.text())
}
