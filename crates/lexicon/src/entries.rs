//! All entries of all files, as plain lists that can be stored, merged and looked through.
//!
//! In: entries with the place where they were written. Out: [`Entries`]. It indexes nothing.

use crate::error::Place;
use crate::schema::{
    About, Act, Body, CastPhrase, Claim, Class, Cue, Dispute, Effect, FactOperator, Group, Holder, Office, Organ, Outlet, Principle,
    RoleNoun, State,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A kind of entry: how the table is called in the files, and what makes two entries the same.
pub trait Kind {
    /// Key by which a later entry replaces an earlier one; `None` if such entries only add up.
    fn key(&self) -> Option<String>;
}

/// A file that entries come from.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Source {
    /// Path as it was given; of built-in files from the root of the project.
    pub path: String,
    /// What the file says of itself.
    pub about: About,
}

/// Where an entry was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Index in [`Entries::files`].
    pub file: u32,
    /// Line, from 1.
    pub line: u32,
}

macro_rules! kinds {
    ($($key:literal $field:ident $kind:ident |$entry:ident| $id:expr;)+) => {
        /// Every entry, by kind.
        #[derive(Clone, Debug, Default, Serialize, Deserialize)]
        #[allow(missing_docs)]
        pub struct Entries {
            /// The files, in the order in which they were read.
            pub files: Vec<Source>,
            /// Where each entry was written.
            pub origins: Origins,
            $(pub $field: Vec<$kind>),+
        }

        /// The place of each entry, by kind, at the entry's own index.
        #[derive(Clone, Debug, Default, Serialize, Deserialize)]
        #[allow(missing_docs)]
        pub struct Origins { $(pub $field: Vec<Origin>),+ }

        /// One entry of any kind.
        #[derive(Clone, Debug)]
        #[allow(missing_docs)]
        pub enum Item { $($kind(Box<$kind>)),+ }

        $(impl Kind for $kind {
            fn key(&self) -> Option<String> {
                let $entry = self;
                $id
            }
        })+

        impl Item {
            /// Names of the tables, as files write them.
            pub const TABLES: &'static [&'static str] = &[$($key),+];

            /// Reads one entry of the named table. `None` if there is no such table.
            pub fn read<'de, D: serde::Deserializer<'de>>(table: &str, from: D) -> Option<Result<Self, D::Error>> {
                match table {
                    $($key => Some($kind::deserialize(from).map(|e| Self::$kind(Box::new(e)))),)+
                    _ => None,
                }
            }

            /// Name of its table.
            pub fn table(&self) -> &'static str {
                match self { $(Self::$kind(_) => $key),+ }
            }

            /// Table and key; `None` if such entries only add up.
            pub fn key(&self) -> Option<(&'static str, String)> {
                match self { $(Self::$kind(e) => e.key().map(|k| ($key, k))),+ }
            }
        }

        impl Entries {
            /// Table and key of every entry that has a key.
            pub fn keys(&self) -> Vec<(&'static str, String)> {
                let mut keys = Vec::new();
                $(keys.extend(self.$field.iter().filter_map(|e| Some(($key, e.key()?))));)+
                keys
            }

            /// Adds entries with their places; one with the key of an earlier one replaces it.
            pub fn merge(&mut self, items: impl IntoIterator<Item = (Item, Origin)>) {
                $(let mut $field: BTreeMap<String, usize> = self.$field.iter().enumerate().filter_map(|(i, e)| Some((e.key()?, i))).collect();)+
                for (item, origin) in items {
                    match item {
                        $(Item::$kind(entry) => {
                            let at = self.$field.len();
                            match entry.key().map(|key| *$field.entry(key).or_insert(at)) {
                                Some(known) if known < at => {
                                    self.$field[known] = *entry;
                                    self.origins.$field[known] = origin;
                                }
                                _ => {
                                    self.$field.push(*entry);
                                    self.origins.$field.push(origin);
                                }
                            }
                        },)+
                    }
                }
            }
        }
    };
}

kinds! {
    "state" states State |e| Some(e.code.to_string());
    "body" bodies Body |e| Some(e.code.to_string());
    "group" groups Group |e| Some(e.code.to_string());
    "outlet" outlets Outlet |e| Some(e.name.to_string());
    "office" offices Office |e| Some(e.id.to_string());
    "organ" organs Organ |e| Some(e.id.to_string());
    "role" roles RoleNoun |_e| None;
    "holder" holders Holder |e| Some(format!("{} · {} · {} · {:?} · {:?}", e.person, e.actor, e.office, e.title, e.from));
    "complete" claims Claim |e| Some(format!("{:?} · {:?} · {}", e.offices, e.actors, e.from));
    "act" acts Act |e| Some(e.id.to_string());
    "class" classes Class |e| Some(e.id.to_string());
    "cue" cues Cue |_e| None;
    "operator" operators FactOperator |_e| None;
    "effect" effects Effect |_e| None;
    "principle" principles Principle |e| Some(e.id.to_string());
    "dispute" disputes Dispute |e| Some(e.id.to_string());
    "cast" casts CastPhrase |_e| None;
}

/// An entry with the places of all its values.
#[derive(Clone, Debug)]
pub struct Located {
    /// What was read.
    pub item: Item,
    /// Path of the file.
    pub file: String,
    /// Place of the entry and of each value below it, by path (`sides.0.members.1`); the entry itself has the empty path.
    pub places: BTreeMap<String, Place>,
}

impl Located {
    /// Place of a value, or of the nearest value above it that was written.
    pub fn place(&self, path: &str) -> Place {
        let mut path = path;
        loop {
            match (self.places.get(path), path.rfind('.')) {
                (Some(&place), _) => return place,
                (None, Some(dot)) => path = &path[..dot],
                (None, None) if path.is_empty() => return Place { line: 1, column: 1 },
                (None, None) => path = "",
            }
        }
    }
}
