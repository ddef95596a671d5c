//! Working time: the hours of a week, the holidays of a region, leave, and what they make of each day.

use crate::{Id, prospects::clearable};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A stretch of work within a day, in local time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// `HH:MM`.
    pub from: String,
    /// `HH:MM`, after `from`; `24:00` is midnight.
    pub to: String,
}

/// A name in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BothNames {
    pub fr: String,
    pub en: String,
}

/// A region whose public holidays are known: a country, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HolidayRegion {
    /// ISO 3166: `FR`, `FR-974`, `DE-BY` …; `FR-57` and `FR-6AE` are Moselle and Alsace.
    pub code: String,
    pub name: BothNames,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Holiday {
    /// `YYYY-MM-DD`.
    pub day: String,
    pub name: BothNames,
}

/// What working days and hours are counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Worktime {
    /// Seven days, Monday first; each with its stretches of work, none where it is free.
    pub week: Vec<Vec<Hours>>,
    /// The region whose holidays are kept; none where those of the country are not known.
    pub region: Option<String>,
    /// The region that was chosen; where none was, it is that of the country of the settings.
    pub chosen_region: Option<String>,
    /// IANA name of the time zone.
    pub zone: String,
    /// The zone that was chosen; where none was, it is the machine's.
    pub chosen_zone: Option<String>,
    /// `YYYY-MM-DD`: the day that it is in that zone.
    pub today: String,
    /// The public holidays to come, the next one first.
    pub next_holidays: Vec<Holiday>,
    /// Every region that may be chosen.
    pub regions: Vec<HolidayRegion>,
    /// Every zone that may be chosen.
    pub zones: Vec<String>,
}

/// What was chosen of working time, with the leave, as the file of a whole base tells it; nothing is what is usual.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WholeWorktime {
    pub week: Option<Vec<Vec<Hours>>>,
    pub region: Option<String>,
    pub zone: Option<String>,
    pub leave: Vec<Leave>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WorktimeEdit {
    /// Seven days, Monday first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub week: Option<Vec<Vec<Hours>>>,
    /// `null` goes back to the country of the settings.
    #[serde(skip_serializing_if = "Option::is_none", with = "clearable")]
    pub region: Option<Option<String>>,
    /// `null` goes back to the zone of the machine.
    #[serde(skip_serializing_if = "Option::is_none", with = "clearable")]
    pub zone: Option<Option<String>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WorktimeSaved {
    pub worktime: Worktime,
    pub operation: Option<Id>,
}

/// Which part of each of its days a leave takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeavePart {
    #[default]
    Day,
    Morning,
    Afternoon,
}

/// Days on which I do not work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Leave {
    pub id: Id,
    /// First day, `YYYY-MM-DD`.
    pub from_on: String,
    /// Last day, included.
    pub to_on: String,
    pub part: LeavePart,
    pub label: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LeaveRequest {
    /// First day, `YYYY-MM-DD`.
    pub from_on: String,
    /// Last day, included; the first one when not said.
    #[serde(default)]
    pub to_on: Option<String>,
    #[serde(default)]
    pub part: LeavePart,
    #[serde(default)]
    pub label: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LeaveSaved {
    pub leave: Leave,
    pub operation: Option<Id>,
}

/// Days to tell about, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DaysQuery {
    /// `YYYY-MM-DD`.
    pub from: String,
    /// `YYYY-MM-DD`, two years later at most.
    pub to: String,
    /// A region, or the country of a prospect: a day must then be worked there too.
    #[serde(default)]
    pub region: Option<String>,
}

/// What a day is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WorkDay {
    /// `YYYY-MM-DD`.
    pub day: String,
    /// True where some of it is worked.
    pub working: bool,
    /// What is left to work of it.
    pub hours: Vec<Hours>,
    /// Why it is not worked, or not whole.
    pub reason: Option<DayReason>,
}

/// Why a day is not worked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DayReason {
    /// The week has no hours for such a day.
    Weekend,
    Holiday {
        name: BothNames,
        /// Whose holiday it is.
        region: String,
    },
    Leave {
        part: LeavePart,
        label: Option<String>,
    },
}
