use super::*;

/// Tokens separated by spaces; `_` glues (no space in the text).
fn text_and_spans(line: &str) -> (String, Vec<Span>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    for token in line.split(' ') {
        let (token, glued) = token.strip_suffix('_').map_or((token, false), |t| (t, true));
        let start = text.len();
        text.push_str(token);
        spans.push(Span::new(start, text.len()));
        if !glued {
            text.push(' ');
        }
    }
    (text, spans)
}

fn parse_all(model: &Model, lines: &[&str]) -> Vec<Tree> {
    let (mut text, mut sentences) = (String::new(), Vec::new());
    for line in lines {
        let (one, spans) = text_and_spans(line);
        let shift = text.len();
        sentences.push(spans.iter().map(|s| Span::new(s.start as usize + shift, s.end as usize + shift)).collect());
        text.push_str(&one);
    }
    model.parse(&text, &sentences, &mut Scratch::new())
}

fn model() -> &'static Model {
    Model::embedded().expect("the embedded model is sound")
}

const LINES: &[&str] = &[
    "Beijing sends contradictory signals on Moscow_ 's attack_ .",
    "\"_ We will not yield_ ,_ \" said the minister on Tuesday_ .",
    "Yes_ .",
    "The envoy told reporters that his country had abstained because the draft did not name those who were to blame_ .",
];

/// Everything but the spans, which differ with where a sentence stands.
fn outcome(tree: &Tree) -> Vec<(u32, Deprel, &str, &str, &str, u32, u32)> {
    let word = |w: &'_ Word| (w.head, w.deprel, w.upos.as_str(), w.xpos.as_str(), w.tag_confidence.to_bits(), w.arc_confidence.to_bits());
    tree.words().iter().map(|w| (word(w), w.lemma.as_str())).map(|((h, d, u, x, t, a), l)| (h, d, u, x, l, t, a)).collect()
}

#[test]
fn neighbours_in_the_batch_change_nothing() {
    let together = parse_all(model(), LINES);
    for (line, tree) in LINES.iter().zip(&together) {
        assert_eq!(outcome(&parse_all(model(), &[line])[0]), outcome(tree), "{line}");
    }
}

#[test]
fn plain_rust_gives_the_same_bits() {
    let plain = Model::from_bytes(&EMBEDDED.0).expect("the embedded model is sound").portable();
    for (a, b) in parse_all(&plain, LINES).iter().zip(&parse_all(model(), LINES)) {
        assert_eq!(a, b);
    }
}

#[test]
fn every_tree_has_one_root_and_one_word_a_token() {
    for (line, tree) in LINES.iter().zip(parse_all(model(), LINES)) {
        assert_eq!(tree.len(), line.split(' ').count());
        assert_eq!(tree.words().iter().filter(|w| w.head == Word::ROOT).count(), 1, "{line}");
        assert!(tree.words().iter().all(|w| (w.head == Word::ROOT) == (w.deprel == Deprel::Root)));
        assert!(tree.words().iter().all(|w| (0.0..=1.0).contains(&w.tag_confidence) && (0.0..=1.0).contains(&w.arc_confidence)));
    }
}

#[test]
fn a_sentence_of_ten_thousand_tokens_is_parsed_piece_by_piece() {
    let line = ["the", "council", "met", ",", "and"].iter().cycle().take(10_000).copied().collect::<Vec<_>>().join(" ");
    let tree = &parse_all(model(), &[&line])[0];
    assert_eq!(tree.len(), 10_000);
    assert_eq!(tree.words().iter().filter(|w| w.head == Word::ROOT).count(), 1);
}

#[test]
fn nothing_in_gives_nothing_out() {
    assert!(model().parse("", &[], &mut Scratch::new()).is_empty());
    assert_eq!(model().parse("a", &[vec![], vec![Span::new(0, 1)]], &mut Scratch::new()).iter().map(Tree::len).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn odd_tokens_are_no_error() {
    let trees = parse_all(model(), &["\u{200b} \u{fe0f} 🇺🇦 \u{ad} ’’ « Łódź", "'", "\u{2019}_ \u{2019}"]);
    assert_eq!(trees.iter().map(Tree::len).collect::<Vec<_>>(), [7, 1, 2]);
}

#[test]
fn a_damaged_file_is_refused() {
    let sound = &EMBEDDED.0;
    let refused = |bytes: &[u8]| Model::from_bytes(file::leak_aligned(bytes)).err();
    assert_eq!(refused(b""), Some(ModelError::Magic));
    assert_eq!(refused(b"{\"not\": \"a model\"}"), Some(ModelError::Magic));
    assert!(matches!(refused(&sound[..40]), Some(ModelError::Length { .. })));
    assert!(matches!(refused(&sound[..sound.len() / 2]), Some(ModelError::Length { .. })));
    assert!(matches!(refused(&sound[..sound.len() - 64]), Some(ModelError::Length { .. })));
    let mut other = sound[..4096].to_vec();
    other[8] = 9;
    assert_eq!(refused(&other), Some(ModelError::Format { found: 9, wanted: 1 }));
    let mut altered = sound.to_vec();
    altered[sound.len() / 2] ^= 1;
    assert_eq!(refused(&altered), Some(ModelError::Checksum));
    let mut shifted = vec![0u8; 4];
    shifted.extend_from_slice(sound);
    let shifted = file::leak_aligned(&shifted);
    assert_eq!(Model::from_bytes(&shifted[4..]).err(), Some(ModelError::Alignment));
}

#[test]
fn a_part_that_is_missing_is_named() {
    // A sound header over no parts at all.
    let mut bytes = EMBEDDED.0[..64].to_vec();
    bytes[12..16].fill(0);
    bytes[16..24].copy_from_slice(&64u64.to_le_bytes());
    bytes[24..32].copy_from_slice(&hash::xxh64(&[]).to_le_bytes());
    let error = Model::from_bytes(file::leak_aligned(&bytes)).expect_err("there is nothing in it");
    assert!(error.to_string().contains("meta"), "{error}");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = Model::open(std::path::Path::new("no/such.model")).expect_err("there is no such file");
    assert!(error.to_string().starts_with("no/such.model: "));
}

#[test]
fn the_model_tells_its_terms() {
    let info = model().info();
    assert_eq!((info.name, info.licence), ("demarche-en", "CC BY-SA 4.0"));
    assert!(info.hash.starts_with("sha256:") && info.hash.len() == 71 && info.bytes <= 20_000_000);
}
