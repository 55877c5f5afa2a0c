use super::*;

const GIVEN: &str = "# sent_id = a-1\n# text = Envoys didn't meet.\n\
1\tEnvoys\t_\t_\t_\t_\t_\t_\t_\t_\n\
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n\
2\tdid\t_\t_\t_\t_\t_\t_\t_\t_\n\
3\tn't\t_\t_\t_\t_\t_\t_\t_\tGloss=no\n\
4\tmeet\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\
4.1\tnow\t_\t_\t_\t_\t_\t_\t_\t_\n\
5\t.\t_\t_\t_\t_\t_\t_\t_\t_\n";

fn word(sentence: &ConlluSentence, i: usize, lemma: &str, upos: &str, xpos: &str, head: u32, deprel: &str) -> Word {
    Word {
        span: sentence.tokens[i],
        lemma: SmolStr::new(lemma),
        upos: Upos::parse(upos).unwrap(),
        xpos: Xpos::parse(xpos).unwrap(),
        head: head.checked_sub(1).unwrap_or(Word::ROOT),
        deprel: Deprel::parse(deprel).unwrap(),
        tag_confidence: 1.0,
        arc_confidence: 1.0,
    }
}

fn tree(s: &ConlluSentence) -> Tree {
    Tree::new(vec![
        word(s, 0, "envoy", "NOUN", "NNS", 4, "nsubj"),
        word(s, 1, "do", "AUX", "VBD", 4, "aux"),
        word(s, 2, "not", "PART", "RB", 4, "advmod"),
        word(s, 3, "meet", "VERB", "VB", 0, "root"),
        word(s, 4, ".", "PUNCT", ".", 4, "punct"),
    ])
}

#[test]
fn rows_of_all_kinds_are_read_and_written_back() {
    let sentences = read(GIVEN).unwrap();
    let s = &sentences[0];
    assert_eq!((sentences.len(), s.text.as_str(), s.comment("sent_id")), (1, "Envoys didn't meet.", Some("a-1")));
    assert_eq!(s.tokens.iter().map(|t| t.of(&s.text)).collect::<Vec<_>>(), ["Envoys", "did", "n't", "meet", "."]);
    let mut out = String::new();
    write_given(&mut out, s, &tree(s)).unwrap();
    let expected = "# sent_id = a-1\n# text = Envoys didn't meet.\n\
1\tEnvoys\tenvoy\tNOUN\tNNS\tNumber=Plur\t4\tnsubj\t_\t_\n\
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n\
2\tdid\tdo\tAUX\tVBD\tMood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin\t4\taux\t_\t_\n\
3\tn't\tnot\tPART\tRB\tPolarity=Neg\t4\tadvmod\t_\tGloss=no\n\
4\tmeet\tmeet\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No\n\
4.1\tnow\t_\t_\t_\t_\t_\t_\t_\t_\n\
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n";
    assert_eq!(out, expected);
    // What was written can be read as a tree.
    assert_eq!(read(&out).unwrap()[0].tree().unwrap(), tree(s));
}

#[test]
fn raw_text_is_written_with_id_text_and_spaces() {
    let s = &read(GIVEN).unwrap()[0];
    let mut out = String::new();
    write(&mut out, "r1-1", &s.text.replace(' ', "\n"), &tree(s)).unwrap();
    assert!(out.starts_with("# sent_id = r1-1\n# text = Envoys didn't meet.\n1\tEnvoys\tenvoy\t"), "{out}");
    assert!(
        out.contains("2\tdid\tdo\tAUX\tVBD\tMood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin\t4\taux\t_\tSpaceAfter=No\n"),
        "{out}"
    );
    assert!(out.ends_with("5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n"), "{out}");
}

/// Malformed files and what is said of them.
#[test]
fn errors_name_the_line() {
    let row = |id: &str, form: &str| format!("{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t_\n");
    for (text, message) in [
        ("# c\n1\tPeace\n".to_owned(), "line 2: 2 columns where CoNLL-U has 10; columns are separated by single tabs"),
        (row("one", "Peace"), "line 1: `one` is no ID; expected a number (`3`), a range (`3-4`) or an empty node (`3.1`)"),
        (row("1", "Peace") + &row("3", "now"), "line 2: word 3 where 2 was expected; words are numbered from 1 without gaps"),
        (row("1", " "), "line 1: empty FORM"),
    ] {
        assert_eq!(read(&text).unwrap_err().to_string(), message, "{text}");
    }
    let heads = "1\ta\ta\tNOUN\tNN\t_\t2\tdep\t_\t_\n2\tb\tb\tNOUN\tNN\t_\t1\tdep\t_\t_\n";
    assert_eq!(read(heads).unwrap()[0].tree().unwrap_err().to_string(), "line 1: the heads make no tree: there must be exactly one root");
    assert!(read("").unwrap().is_empty() && read("\n\n# only a comment\n\n").unwrap().is_empty());
}
