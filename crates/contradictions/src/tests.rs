//! The table of verdicts, read as cases.

use crate::pair::Verdict::{self, Consistent, Contradictory, Hedging, Insufficient, Reversed};
use crate::samples::{Sample, reading};
use demarche_source::Cast;

fn check(samples: &[Sample], want: Verdict) {
    let got = reading(samples);
    assert_eq!(got.verdict, want, "{} | {:#?}", got.why, got.pairs.iter().map(|p| (p.kind, p.strength)).collect::<Vec<_>>());
}

#[test]
fn a_norm_beside_an_abstention_and_blame_is_contradictory() {
    let samples =
        [Sample::word("the envoy", 1.0).principle("sovereignty"), Sample::vote(Cast::Abstain, -0.4), Sample::word("the ministry", -0.5)];
    check(&samples, Contradictory);
    let got = reading(&samples);
    assert!(!got.flip_set.is_empty() && got.likelihood.is_some() && !got.alternatives.is_empty());
    assert!(got.pairs.iter().all(|p| p.checks.len() == crate::check_names().count()));
}

#[test]
fn a_norm_beside_an_explained_abstention_is_a_hedge() {
    check(
        &[Sample::word("the envoy", 0.9).principle("sovereignty"), Sample::vote(Cast::Abstain, -0.4).explained("The text is one-sided.")],
        Hedging,
    );
    check(&[Sample::word("the envoy", 0.9), Sample::vote(Cast::Absent, -0.25)], Hedging);
}

#[test]
fn an_abstention_that_upholds_the_aim_is_reconciled() {
    let explained = "We share the aim of protecting civilians, but will not send forces.";
    check(&[Sample::word("A", 0.9), Sample::word("B", 0.7), Sample::vote(Cast::Abstain, -0.4).explained(explained)], Consistent);
}

#[test]
fn one_line_is_consistent_and_so_is_a_neutral_one() {
    check(&[Sample::word("A", 0.7), Sample::vote(Cast::Yes, 0.9), Sample::vote(Cast::Abstain, -0.4).procedural()], Consistent);
    check(&[Sample::word("A", 0.0), Sample::word("B", 0.0)], Consistent);
}

#[test]
fn hearsay_charges_and_questions_never_decide() {
    check(&[Sample::word("A", 0.8), Sample::act(-0.9).hearsay()], Insufficient);
    check(
        &[Sample::word("A", 0.8), Sample::word("B", 0.7), Sample::act(-0.9).charged_by("BBB"), Sample::word("A", -0.8).question()],
        Consistent,
    );
    check(&[Sample::vote(Cast::Absent, -0.25)], Insufficient);
}

#[test]
fn an_announced_change_is_a_reversal_and_a_return_undoes_it() {
    let change = || [Sample::word("A", 0.7).on("2018-09-04"), Sample::word("B", -0.7).on("2018-09-13").change()];
    check(&change(), Reversed);
    let mut back: Vec<Sample> = change().into();
    back.push(Sample::word("A", 0.8).on("2018-09-20"));
    check(&back, Contradictory);
}

#[test]
fn a_correction_from_above_replaces_what_it_corrects() {
    check(
        &[Sample::word("the minister", 0.7).on("2020-03-01"), Sample::word("the president", -0.7).on("2020-03-02").correction()],
        Hedging,
    );
}

#[test]
fn the_order_of_the_input_makes_no_difference() {
    let samples = || {
        vec![
            Sample::word("A", 0.9).principle("sovereignty").on("2020-03-02"),
            Sample::vote(Cast::No, -0.9).on("2020-03-03"),
            Sample::word("B", -0.5).on("2020-03-04"),
        ]
    };
    let (forth, mut back) = (reading(&samples()), samples());
    back.reverse();
    let back = reading(&back);
    let kinds = |r: &crate::Reading| r.pairs.iter().map(|p| (p.kind, (p.strength * 1000.0) as i32)).collect::<Vec<_>>();
    assert_eq!((forth.verdict, kinds(&forth)), (back.verdict, kinds(&back)));
}
