//! Signals as a STIX 2.1 bundle (OASIS 2021): actors as `identity`, reports as `report`, signals as `note` on both.
//!
//! Ids are made of names, so that the same signal has the same id in every bundle. The bundle is written as it is read: its length does not
//! matter.

use super::{query, uuid};
use crate::export::Table;
use crate::store::Ledger;
use crate::{Ask, LedgerError};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::io::Write;

impl Ledger {
    /// Writes the bundle. `now` is the time of its making (ISO 8601), `name` gives an actor's name.
    ///
    /// # Errors
    /// As [`Ledger::export_rows`].
    pub fn export_stix(&self, ask: &Ask, now: &str, name: &dyn Fn(&str) -> String, out: &mut dyn Write) -> Result<(), LedgerError> {
        let (sql, bound) = Table::Signals.sql(ask);
        let mut known = BTreeSet::new();
        write!(out, "{{\"type\":\"bundle\",\"id\":\"bundle--{}\",\"objects\":[", uuid("bundle", now))?;
        let mut first = true;
        query(&self.db, &sql, bound, &mut |names, values| {
            let row: serde_json::Map<String, Json> = names.iter().cloned().zip(values.into_iter().map(super::rows::json)).collect();
            for object in objects(&row, now, name, &mut known) {
                write!(out, "{}{object}", if first { "" } else { "," })?;
                first = false;
            }
            Ok(())
        })?;
        Ok(out.write_all(b"]}\n")?)
    }
}

fn objects(row: &serde_json::Map<String, Json>, now: &str, name: &dyn Fn(&str) -> String, known: &mut BTreeSet<String>) -> Vec<Json> {
    let get = |field: &str| row[field].as_str().unwrap_or_default();
    let (actor, report) = (get("actor"), get("report"));
    let (identity, paper) = (format!("identity--{}", uuid("actor", actor)), format!("report--{}", uuid("report", report)));
    let common = |kind: &str, id: &str| json!({"type": kind, "spec_version": "2.1", "id": id, "created": now, "modified": now});
    let with = |mut object: Json, more: Json| {
        if let (Some(map), Json::Object(more)) = (object.as_object_mut(), more) {
            map.extend(more.into_iter().filter(|(_, v)| !v.is_null()));
        }
        object
    };
    let mut all = Vec::new();
    if known.insert(identity.clone()) {
        all.push(with(
            common("identity", &identity),
            json!({"name": name(actor), "identity_class": "organization", "sectors": ["government"]}),
        ));
    }
    if known.insert(paper.clone()) {
        let day = Some(get("published")).filter(|d| !d.is_empty()).map_or_else(|| now.to_owned(), |d| format!("{d}T00:00:00Z"));
        let links: Json = row["url"].as_str().map_or(Json::Null, |url| json!([{"source_name": get("outlet"), "url": url}]));
        all.push(with(
            common("report", &paper),
            json!({"name": report, "published": day, "object_refs": [identity], "external_references": links}),
        ));
    }
    let place = format!("{report}/{}", get("id"));
    let content = json!({"content": get("quote"), "abstract": format!("{actor} {} {}", get("act"), get("target")).trim_end(), "object_refs": [identity, paper]});
    all.push(with(common("note", &format!("note--{}", uuid("signal", &place))), content));
    all
}
