//! Roll calls of every export, members by date, and what contradicts.

#![allow(clippy::unwrap_used)] // a test may panic

mod support;

use demarche_ledger::{Ask, Ledger, Table, VoteSummary};
use demarche_lexicon::Lexicon;
use std::path::{Path, PathBuf};
use support::Bench;

fn take(bench: &mut Bench, path: &Path, lists: &[PathBuf]) -> VoteSummary {
    bench.ledger.take_votes(Lexicon::embedded(), path, lists, &|_| {}).unwrap()
}

fn ballots(bench: &Bench) -> Vec<String> {
    let text = |v: &serde_json::Value| v.as_str().unwrap_or("-").to_owned();
    let rows = bench.rows(Table::Votes, &Ask::default());
    rows.iter().map(|r| ["body", "symbol", "date", "member", "ballot"].map(|c| text(&r[c])).join(" ")).collect()
}

fn problems(ledger: &Ledger) -> Vec<String> {
    ledger.problems().unwrap().into_iter().map(|p| p.message).collect()
}

#[test]
fn each_export_gives_the_same_rows() {
    let expected =
        ["UNGA A/RES/68/262 2014-03-27 COD abstain", "UNGA A/RES/68/262 2014-03-27 COG absent", "UNGA A/RES/68/262 2014-03-27 RUS no"];
    let undl = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link\n\
        7,COD,DEMOCRATIC REPUBLIC OF THE CONGO,A,2014-03-27,68,A/RES/68/262,A/68/L.39,,,Territorial integrity of Ukraine,,,,0,1,1,1,3,http://u\n\
        7,,CONGO,X,2014-03-27,68,A/RES/68/262,A/68/L.39,,,Territorial integrity of Ukraine,,,,0,1,1,1,3,http://u\n\
        7,RUS,RUSSIAN FEDERATION,N,2014-03-27,68,A/RES/68/262,A/68/L.39,,,Territorial integrity of Ukraine,,,,0,1,1,1,3,http://u\n";
    let voeten = "rcid,ccode,vote,date,unres,descr\n5,490,2,2014-03-27,R/68/262,Territorial integrity of Ukraine\n5,484,8,2014-03-27,R/68/262,x\n5,365,3,2014-03-27,R/68/262,x\n";
    let simple = "body,resolution,date,iso3,vote\nGA,A/RES/68/262,2014-03-27,COD,A\nGA,A/RES/68/262,2014-03-27,COG,X\nGA,A/RES/68/262,2014-03-27,RUS,N\n";
    for (name, file) in [("undl", undl), ("voeten", voeten), ("simple", simple)] {
        let mut bench = Bench::new(&format!("export-{name}"));
        let path = bench.file("v.csv", file);
        let first = take(&mut bench, &path, &[]);
        assert_eq!(
            (first.rollcalls, first.ballots, first.unread, first.contradictions),
            (1, 3, 0, 0),
            "{name}: {:?}",
            problems(&bench.ledger)
        );
        assert_eq!(ballots(&bench), expected, "{name}");
        let second = take(&mut bench, &path, &[]);
        assert_eq!((second.ballots, second.known), (0, 3), "{name}");
        bench.sound();
    }
}

#[test]
fn unvotes_joins_its_list_of_roll_calls() {
    let mut bench = Bench::new("unvotes");
    let rows = "rcid,country,country_code,vote\n3,Russia,RU,no\n3,Germany,DE,yes\n4,Russia,RU,abstain\n";
    let path = bench.file("un_votes.csv", rows);
    let list = bench.file("un_roll_calls.csv", "rcid,session,importantvote,date,unres,amend,para,short,descr\n3,1,0,1985-12-01,R/40/1,0,0,PEACE,On peace\n4,68,0,2014-03-27,R/68/262,0,0,INTEGRITY,On integrity\n");
    let summary = take(&mut bench, &path, &[list]);
    assert_eq!((summary.rollcalls, summary.ballots, summary.unread), (2, 3, 0), "{:?}", problems(&bench.ledger));
    let expected = ["UNGA A/RES/40/1 1985-12-01 DEU yes", "UNGA A/RES/40/1 1985-12-01 SUN no", "UNGA A/RES/68/262 2014-03-27 RUS abstain"];
    assert_eq!(ballots(&bench), expected);
}

#[test]
fn a_list_without_numbers_is_joined_by_symbol() {
    let mut bench = Bench::new("list");
    let path = bench.file("v.csv", "body,resolution,date,iso3,vote\nGA,A/RES/40/1,1985-12-01,DEU,Y\nSC,S/2022/155,2022-02-25,RUS,N\n");
    let list = bench.file(
        "l.csv",
        "body,resolution,draft,date,title,outcome,yes,no,abstain,nonvoting\nGA,A/RES/40/1,,1985-12-01,On one thing,adopted,1,0,0,0\n\
         SC,,S/2022/155,2022-02-25,On another,Not adopted - veto,0,1,0,0\n",
    );
    let summary = take(&mut bench, &path, &[list]);
    assert_eq!((summary.rollcalls, summary.contradictions), (2, 0), "{:?}", problems(&bench.ledger));
    let told: Vec<String> = bench.rows(Table::Votes, &Ask::default()).iter().map(|r| format!("{} {}", r["title"], r["outcome"])).collect();
    assert_eq!(told, ["\"On one thing\" \"adopted\"", "\"On another\" \"Not adopted - veto\""]);
}

#[test]
fn contradictions_are_told_and_the_first_word_stays() {
    let mut bench = Bench::new("contradict");
    let path = bench.file(
        "v.csv",
        "body,symbol,date,iso3,vote,yes,no,abstain,nonvoting\nSC,S/2022/155,2022-02-25,CHN,A,11,1,3,0\nSC,S/2022/155,2022-02-25,CHN,Y,11,1,3,0\n\
         SC,S/2022/155,2022-02-25,RUS,N,11,1,3,0\nSC,S/2019/10,2019-03-05,FRA,Y,,,,\nSC,S/2019/10,2019-05-03,GBR,Y,,,,\nSC,S/2018/9,2017-01-01,FRA,Y,,,,\n\
         SC,S/RES/2000(2011),2011-07-27,USA,N,,,,\nSC,S/2022/155,2022-02-25,Atlantis,Y,,,,\nSC,S/2022/155,25/02/2022,FRA,Y,,,,\nSC,S/2022/155,2022-02-25,FRA,maybe,,,,\n",
    );
    let summary = take(&mut bench, &path, &[]);
    assert_eq!((summary.ballots, summary.unread), (6, 3));
    let told = problems(&bench.ledger);
    for words in [
        "CHN on `S/2022/155` is `yes` here and `abstain` in an earlier row",
        "stated yes|no|abstain|absent 11|1|3|0, counted 0|1|1|0",
        "day and month are swapped",
        "in another year than its symbol's",
        "said to be adopted, with a no of USA",
        "`Atlantis` was no member of that name on 2022-02-25",
        "25/02/2022",
        "`maybe` is no vote",
    ] {
        assert!(told.iter().any(|t| t.contains(words)), "{words} is not in {told:#?}");
    }
    let kept = ballots(&bench);
    assert!(kept.contains(&"UNSC S/2022/155 2022-02-25 CHN abstain".to_owned()), "{kept:?}");
    let outcome: Vec<String> =
        bench.rows(Table::Votes, &Ask::default()).iter().map(|r| format!("{} {}", r["symbol"], r["outcome"])).collect();
    assert!(outcome.iter().any(|o| o.contains("S/2022/155") && o.contains("veto")), "{outcome:?}");
    bench.sound();
}

#[test]
fn a_file_without_a_needed_column_is_refused() {
    let mut bench = Bench::new("columns");
    let path = bench.file("v.csv", "body,date,iso3,vote\nSC,2022-02-25,CHN,A\n");
    let error = bench.ledger.take_votes(Lexicon::embedded(), &path, &[], &|_| {}).unwrap_err().to_string();
    assert!(error.contains("v.csv") && error.contains("no column `symbol"), "{error}");
}
