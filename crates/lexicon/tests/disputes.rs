//! The user's disputes, as TOML, as JSON, and as part of a case file.

#![allow(clippy::unwrap_used)] // a test that cannot read itself must fail

use demarche_lexicon::Lexicon;

fn check(path: &str, text: &str, expected: &str) {
    let told = match Lexicon::embedded().parse_disputes(path, text) {
        Ok(list) => {
            let one = |d: &demarche_lexicon::schema::Dispute| {
                let sides: Vec<String> = d.sides.iter().map(|s| format!("{}({})", s.id, s.members.join(","))).collect();
                format!("{}: {}", d.id, sides.join(" v "))
            };
            list.iter().map(one).collect::<Vec<_>>().join("\n")
        }
        Err(errors) => errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
    };
    assert_eq!(told, expected);
}

const CASE: &str = r#"{"id": "x", "note": "UKR and RUS", "dispute": {
  "name": "Russia-Ukraine war", "from": "2014-02-20", "to": null,
  "sides": [{"id": "UKR", "members": ["UKR"], "terms": ["Kyiv"]},
            {"id": "RUS", "members": ["RUS"], "terms": ["Moscow"]}]}, "reports": []}"#;

#[test]
fn a_case_file_holds_one() {
    check("case.json", CASE, "russia-ukraine-war: UKR(UKR) v RUS(RUS)");
}

#[test]
fn toml_with_dates() {
    let text = "[dispute]\nid = \"d\"\nname = \"D\"\nfrom = 2014-02-20\n[[dispute.sides]]\nid = \"A\"\nmembers = [\"UKR\"]\n\
                [[dispute.sides]]\nid = \"B\"\nmembers = [\"RUS\"]\n";
    check("d.toml", text, "d: A(UKR) v B(RUS)");
}

#[test]
fn unknown_codes_are_told_with_their_line() {
    check(
        "case.json",
        &CASE.replace("[\"RUS\"]", "[\"RUS\", \"RUX\"]"),
        "case.json:4:46: unknown code `RUX`\n  hint: did you mean `AUX`?".replace("AUX", &near("RUX")).as_str(),
    );
}

/// Whatever code the lexicon holds nearest to this.
fn near(code: &str) -> String {
    let text = format!("[[holder]]\nperson = \"A B\"\nsurname = \"B\"\nactor = \"{code}\"\noffice = \"foreign-minister\"\n");
    let errors = Lexicon::load_with(&[("x.toml".into(), text)]).unwrap_err();
    errors[0].hint.clone().unwrap().split('`').nth(1).unwrap().to_owned()
}

#[test]
fn a_resolution_has_a_symbol_or_a_title() {
    let with = |r: &str| CASE.replace("\"to\": null,", &format!("\"to\": null, \"resolutions\": [{r}],"));
    let good = r#"{"symbol": "A/RES/1/1", "reason": "r"}, {"title": "Status of the isle", "serves": "UKR", "reason": "r"}"#;
    check("case.json", &with(good), "russia-ukraine-war: UKR(UKR) v RUS(RUS)");
    let neither = r#"{"serves": "UKR", "reason": "r"}"#;
    check("case.json", &with(neither), "case.json:2:67: a resolution with neither `symbol` nor `title`\n  hint: give one of them");
}

#[test]
fn no_actor_is_on_two_sides_and_dates_are_in_order() {
    let text = CASE.replace("[\"RUS\"]", "[\"UKR\"]").replace("\"to\": null", "\"to\": \"2013-01-01\"");
    let expected = "case.json:2:61: it ends (2013-01-01) before it begins (2014-02-20)\n  hint: exchange the dates\n\
                    case.json:4:39: `UKR` stands on two sides, `UKR` and `RUS`\n  hint: an actor has one side";
    check("case.json", &text, expected);
}

#[test]
fn what_is_no_dispute_is_told() {
    check("x.json", "{\"a\": 1,\n}", "x.json:2:1: trailing comma\n  hint: this is no valid JSON");
    check(
        "x.json",
        "{\"name\": \"D\", \"sids\": []}",
        "x.json:1:15: unknown field `sids`, expected one of `id`, `name`, `from`, `to`, `sides`, `terms`, `principles`, `resolutions`, `source`\n  hint: see data/README.md and src/schema.rs for the fields of a dispute",
    );
    check("x.toml", "", "x.toml:1:1: no dispute in this file\n  hint: write [[dispute]], or a \"dispute\" object in JSON");
}
