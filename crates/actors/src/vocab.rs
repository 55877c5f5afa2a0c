//! The closed word lists of English grammar that the resolver needs. Names of actors are never here: they are data.

/// Before a title: its bearer no longer holds it.
pub const FORMER: &[&str] =
    &["former", "ex", "erstwhile", "onetime", "one-time", "ousted", "deposed", "toppled", "overthrown", "retired", "late", "then"];

/// Before a title or a party: it does not speak for the state.
pub const OPPOSITION: &[&str] =
    &["opposition", "dissident", "exiled", "shadow", "rebel", "separatist", "breakaway", "self-proclaimed", "insurgent"];

/// Prepositions that make a place of what follows.
pub const LOCATIVE: &[&str] = &[
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "around",
    "across",
    "throughout",
    "within",
    "into",
    "through",
    "via",
    "above",
    "inside of",
    "outside of",
    "north of",
    "south of",
    "east of",
    "west of",
    "close to",
];

/// Verbs and nouns after which "to", "for" and "from" lead to a place.
pub const MOTION: &[&str] = &[
    "go",
    "come",
    "travel",
    "fly",
    "return",
    "arrive",
    "head",
    "move",
    "drive",
    "leave",
    "flee",
    "march",
    "depart",
    "sail",
    "walk",
    "visit",
    "trip",
    "flight",
    "journey",
    "tour",
    "way",
    "road",
    "bring",
    "carry",
    "evacuate",
    "relocate",
    "deport",
    "escape",
    "withdraw",
    "rush",
    "route",
    "train",
    "train ride",
    "bus",
    "back",
    "immigrate",
    "emigrate",
    "migrate",
    "originate",
    "ship",
    "export",
    "import",
    "transfer",
    "expel",
    "extradite",
    "hail",
    "native",
];

/// Verbs and nouns whose object is a place rather than a government, if the word can be either.
pub const UPON_PLACES: &[&str] = &[
    "visit", "leave", "reach", "enter", "capture", "seize", "storm", "bomb", "shell", "bombard", "besiege", "encircle", "surround", "hit",
    "occupy", "liberate", "retake", "overrun", "cross", "tour", "inhabit", "flee", "evacuate", "rock", "shake",
];

/// Nouns of which a capital before them says only where they are.
pub const OF_PLACES: &[&str] = &[
    "airport",
    "street",
    "suburb",
    "hotel",
    "district",
    "resident",
    "metro",
    "university",
    "stadium",
    "conference",
    "meeting",
    "summit",
    "olympics",
    "marathon",
    "station",
    "church",
    "court",
    "mayor",
    "square",
    "centre",
    "center",
    "outskirt",
    "apartment",
    "neighbourhood",
    "neighborhood",
    "region",
    "time",
    "city",
    "capital",
    "skyline",
    "hospital",
    "school",
    "theatre",
    "theater",
    "museum",
    "park",
    "market",
    "stock",
    "exchange",
    "police",
    "subway",
    "bureau",
    "correspondent",
    "office",
    "home",
    "house",
    "studio",
    "bridge",
    "port",
    "road",
    "area",
    "province",
    "oblast",
    "map",
    "talk",
];

/// Definite nouns for a state.
pub const STATE_NOUNS: &[&str] =
    &["country", "nation", "kingdom", "republic", "state", "emirate", "monarchy", "archipelago", "superpower", "sultanate"];

/// Definite nouns for a body.
pub const BODY_NOUNS: &[&str] =
    &["bloc", "alliance", "organization", "organisation", "union", "body", "council", "agency", "court", "watchdog", "group", "movement"];

/// Numbers that with a definite plural take so many of the last actors.
pub const COUNTED: &[(&str, usize)] = &[("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6)];

/// Nouns that with a number or "both" take the last actors.
pub const PAIR_NOUNS: &[&str] = &[
    "side",
    "country",
    "nation",
    "state",
    "government",
    "neighbour",
    "neighbor",
    "leader",
    "party",
    "power",
    "capital",
    "ally",
    "rival",
    "foe",
    "president",
    "minister",
    "partner",
    "superpower",
    "republic",
    "enemy",
    "diplomat",
    "official",
    "man",
    "people",
];

/// Words for oneself in a quotation, singular.
pub const FIRST_SINGULAR: &[&str] = &["i", "me", "my", "mine", "myself"];
/// Words for one's own side.
pub const FIRST_PLURAL: &[&str] = &["we", "us", "our", "ours", "ourselves"];
/// Words for a man or woman.
pub const THIRD_PERSON: &[&str] = &["he", "him", "his", "himself", "she", "her", "hers", "herself"];
/// Words for a thing, state or body.
pub const THIRD_THING: &[&str] = &["it", "its", "itself"];
/// Words for several.
pub const THIRD_PLURAL: &[&str] = &["they", "them", "their", "theirs", "themselves"];

/// Small words inside personal names.
pub const PARTICLES: &[&str] = &[
    "al", "bin", "bint", "ben", "ibn", "de", "da", "del", "della", "der", "den", "di", "dos", "du", "el", "la", "le", "van", "von", "ul",
    "ur", "ter", "abu",
];

/// Before a hyphen and an adjective: the adjective does not say whose it is.
pub const STANCE_PREFIXES: &[&str] = &["anti", "pro", "non", "un", "post", "ex"];

/// After a name and a hyphen: the name still says whose it is.
pub const WHOSE_SUFFIXES: &[&str] = &["based", "led", "run", "controlled", "flagged", "owned", "born"];

/// Whether a list holds a word.
pub fn has(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

/// Nouns that say what somebody is to another; whoever possesses them is the other.
pub const RELATIONAL: &[&str] = &[
    "ally",
    "partner",
    "neighbour",
    "neighbor",
    "enemy",
    "rival",
    "foe",
    "opponent",
    "critic",
    "adversary",
    "supporter",
    "backer",
    "sponsor",
    "friend",
    "colleague",
    "counterpart",
    "victim",
    "creditor",
    "client",
    "patron",
    "proxy",
    "competitor",
    "successor",
    "predecessor",
    "alliance",
];

/// People and organs of which "in" tells only where they are, not whose.
pub const HOSTED: &[&str] = &[
    "embassy",
    "consulate",
    "mission",
    "delegation",
    "bureau",
    "diplomat",
    "envoy",
    "ambassador",
    "delegate",
    "negotiator",
    "mediator",
    "consul",
    "emissary",
    "observer",
    "expatriate",
    "exile",
    "correspondent",
    "general",
    "spokesperson",
];

/// Family names that are months.
pub const MONTHS: &[&str] = &["March", "April", "May", "June", "July", "August"];

/// Days and other words of time, which are never part of a name.
pub const WEEKDAYS: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Yesterday",
    "Today",
    "Tomorrow",
    "However",
    "Meanwhile",
    "Earlier",
    "Later",
    "Also",
    "But",
    "And",
];

/// Months and their abbreviations, which begin no name after a preposition or before a number.
pub const ALL_MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Jan",
    "Feb",
    "Aug",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
];

/// Parts of a country; what has them is the land, not the government.
pub const GEOGRAPHY: &[&str] = &[
    "rest",
    "north",
    "south",
    "east",
    "west",
    "end",
    "coast",
    "climate",
    "village",
    "town",
    "city",
    "map",
    "corner",
    "capital",
    "suburb",
    "outskirt",
    "river",
    "mountain",
    "lake",
    "island",
    "wildlife",
    "flora",
    "landscape",
    "architecture",
    "density",
    "census",
    "countryside",
    "shore",
    "coastline",
    "part",
    "province",
    "county",
    "district",
    "region",
    "area",
    "borough",
    "settlement",
    "municipality",
    "parish",
    "diocese",
    "archdiocese",
    "population",
    "port",
    "airport",
    "street",
    "road",
    "native",
    "hinterland",
    "heart",
    "soil",
    "biodiversity",
    "earthquake",
    "flood",
    "border",
    "frontier",
    "centre",
    "center",
];

/// Nouns and verbs whose "between" tells of places.
pub const BETWEEN_PLACES: &[&str] =
    &["frontier", "road", "railway", "line", "flight", "ferry", "distance", "lie", "locate", "situate", "route"];

/// Before a name: a part of the land.
pub const DIRECTIONS: &[&str] = &[
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "north-eastern",
    "north-western",
    "south-eastern",
    "south-western",
    "rural",
    "downtown",
    "mainland",
    "upper",
    "lower",
];

/// Words of labels before which somebody asks (lower case).
pub const QUESTIONERS: &[&str] =
    &["correspondent", "host", "interviewer", "journalist", "moderator", "presenter", "q", "question", "reporter"];

/// Words of courtesy before a name; no part of it.
pub const HONORIFICS: &[&str] = &[
    "dame", "don", "doña", "dr", "herr", "frau", "h.e", "lady", "lord", "messrs", "mme", "mr", "mrs", "ms", "senhor", "señor", "sir", "sr",
    "sra",
];
