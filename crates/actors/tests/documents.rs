//! Texts with the mentions that they must yield. Each expectation is `words = codes kind reading`, with what follows `;` looked for in
//! office, person, sector and authority; `words = nobody` means that the words name no actor. The first mention of the words counts,
//! `words#2` is the second.

#![allow(clippy::unwrap_used)] // a test that cannot read itself must fail

use demarche_actors::{Context, Reading, resolve};
use demarche_lexicon::Lexicon;
use demarche_source::parse_date;

fn check(day: &str, text: &str, expected: &[&str]) {
    check_in(Context { published: parse_date(day).ok(), ..Context::default() }, text, expected);
}

fn check_in(context: Context, text: &str, expected: &[&str]) {
    let (document, _) = demarche_syntax::read(text);
    let mentions = resolve(Lexicon::embedded(), text, &document, &context);
    for line in expected {
        let (words, wanted) = line.split_once(" = ").unwrap();
        let (words, nth) = words.split_once('#').map_or((words, 0), |(w, n)| (w, n.parse::<usize>().unwrap() - 1));
        let at = text.match_indices(words).nth(nth).unwrap_or_else(|| panic!("`{words}` is not in the text")).0;
        let found = mentions.all().iter().find(|m| m.span.of(text) == words && m.span.start as usize == at);
        if wanted == "nobody" {
            assert!(found.is_none_or(|m| m.actors.is_empty() || m.reading == Reading::Inert), "{line}: {found:?}");
            continue;
        }
        let (plain, more) = wanted.split_once(" ; ").unwrap_or((wanted, ""));
        let all =
            || mentions.all().iter().map(|m| format!("{} = {:?} {}", m.span.of(text), m.kind, m.reason)).collect::<Vec<_>>().join("\n");
        let m = found.unwrap_or_else(|| panic!("no mention for `{line}` among\n{}", all()));
        let codes: Vec<&str> = m.actors.iter().map(|a| a.code.as_str()).collect();
        assert_eq!(format!("{} {:?} {:?}", codes.join("+"), m.kind, m.reading), plain, "{line}: {}", m.reason);
        let told = format!("{:?}", m.actors);
        for word in more.split(", ").filter(|w| !w.is_empty()) {
            assert!(told.contains(word), "{line}: {told}");
        }
        assert!(!m.reason.is_empty() && (0.0..=1.0).contains(&m.probability), "{line}");
    }
}

#[test]
fn governments_and_places() {
    check(
        "2022-02-26",
        "Beijing blames Washington for events in Ukraine. Moscow's policy has changed. Talks in Geneva ended on Monday. \
         The president flew to Beijing. Beijing policy is clear. The Kremlin said that it would respond.",
        &[
            "Beijing = CHN Place Government",
            "Washington = USA Place Government",
            "Ukraine = UKR Name Place",
            "Moscow = RUS Place Government",
            "Beijing#2 = CHN Place Place",
            "Beijing#3 = CHN Place Government",
            "Kremlin = RUS Seat Government",
            "it = RUS Pronoun Government",
        ],
    );
}

#[test]
fn titles_with_their_state_and_bearer() {
    check(
        "2022-02-26",
        "The Chinese foreign minister met his Russian counterpart. Foreign Minister Wang Yi spoke with U.S. Secretary of State Antony Blinken. \
         Sergei Lavrov, the Russian foreign minister, left. The foreign minister of Japan agreed. US and British forces struck.",
        &[
            "The Chinese foreign minister = CHN Office Agent ; Wang Yi, State",
            "Chinese = CHN Adjective Government",
            "Foreign Minister Wang Yi = CHN Person Agent ; Wang Yi",
            "U.S. Secretary of State Antony Blinken = USA Person Agent ; State",
            "Sergei Lavrov = RUS Person Agent ; foreign minister",
            "the Russian foreign minister = RUS Office Agent ; Sergei Lavrov",
            "The foreign minister of Japan = JPN Office Agent",
            "US and British forces = USA+GBR Role Agent ; MIL",
        ],
    );
}

#[test]
fn names_inside_an_office_are_inert() {
    check(
        "2022-02-26",
        "In the words of Liu Xiaoming, the Chinese government's envoy for Korean peninsula affairs, China is firm. \
         China's ambassador to Russia, Zhang Hanhui, agreed.",
        &[
            "Liu Xiaoming = CHN Person Agent",
            "the Chinese government = CHN Organ Government",
            "Korean = nobody",
            "China's ambassador to Russia = CHN Office Agent",
            "Russia = nobody",
            "Zhang Hanhui = CHN Person Agent",
        ],
    );
}

#[test]
fn holders_by_day() {
    let text = "Angela Merkel said so.";
    check("2017-04-01", text, &["Angela Merkel = DEU Person Agent ; GOV, State"]);
    check("2022-01-10", text, &["Angela Merkel = DEU Person Agent ; ELI, None"]);
    check("2009-06-01", "Prime Minister Vladimir Putin spoke.", &["Prime Minister Vladimir Putin = RUS Person Agent ; prime minister"]);
}

#[test]
fn unknown_persons_take_the_state_of_their_title() {
    check(
        "2016-05-01",
        "South Korean lawmaker Kim Ki-hyun criticised the talks. Kim said he would wait.",
        &[
            "South Korean lawmaker Kim Ki-hyun = KOR Person Agent ; LEG, None",
            "Kim#2 = KOR Person Agent ; Kim Ki-hyun",
            "he#2 = KOR Pronoun Agent",
        ],
    );
}

#[test]
fn who_does_not_speak_for_the_state() {
    check(
        "2022-02-26",
        "Former US president Barack Obama spoke. Russian opposition leader Alexei Navalny blamed the Kremlin. \
         Iran-backed militia attacked. Russia's ally was silent. Anti-Russian sanctions failed.",
        &[
            "Former US president Barack Obama = USA Person Agent ; None, ELI",
            "Russian opposition leader Alexei Navalny = RUS Person Agent ; None",
            "Iran-backed militia = nobody",
            "Russia's ally = nobody",
            "Russian#2 = nobody",
        ],
    );
}

#[test]
fn pronouns() {
    check(
        "2022-02-26",
        "A senior Chinese diplomat defends his government's policy. China condemned the sanctions, saying that they are illegal. \
         Russia has its own interests, it added.",
        &["his = CHN Pronoun Agent", "his government = CHN Organ Government", "they = nobody", "its = RUS Pronoun Government"],
    );
}

#[test]
fn words_in_quotations() {
    check(
        "2022-02-26",
        "Foreign Minister Sergei Lavrov arrived in Geneva. “We will defend our interests,” Lavrov said. “I hope that you understand us,” he added.",
        &[
            "We = RUS Pronoun Government",
            "our = RUS Pronoun Government",
            "I = RUS Pronoun Agent ; Sergei Lavrov",
            "you = nobody",
            "us = RUS Pronoun Government",
        ],
    );
}

#[test]
fn primary_sources() {
    check_in(
        Context { country: Some("KEN".into()), ..Context::default() },
        "We thank the President. My delegation deplores the attack. Our country stands for peace.",
        &["We = KEN Pronoun Government", "My delegation = KEN Organ Government", "Our country = KEN Description Government"],
    );
    check_in(
        Context { outlet: Some("US Mission to the United Nations".into()), published: parse_date("2011-02-18").ok(), ..Context::default() },
        "AMBASSADOR SUSAN RICE: Thank you. My government denies that. We have voted no.",
        &["My government = USA Organ Government ; State", "We = USA Pronoun Government ; State"],
    );
}

#[test]
fn descriptions() {
    check(
        "2023-11-28",
        "The United Arab Emirates sends planes to Sudan, officials say. A Sudanese general named the Gulf state in public. \
         China and Japan held talks. Both countries agreed.",
        &["the Gulf state = ARE Description Government", "Both countries = CHN+JPN Description Agent"],
    );
}

#[test]
fn acronyms_after_their_definition() {
    check(
        "2022-02-26",
        "The Russian foreign intelligence service (QXZ) denied it. The QXZ said so on Friday.",
        &["QXZ#2 = RUS Organ Government"],
    );
}

#[test]
fn offices_speak_for_the_state_though_unnamed() {
    check(
        "2019-03-01",
        "A foreign ministry spokesperson told reporters in Beijing that talks would continue. The spokesperson rejected the claim.",
        &["A foreign ministry spokesperson = CHN Office Agent ; State, anonymous: false", "The spokesperson = CHN Office Agent ; State"],
    );
    check(
        "2019-03-01",
        "France wants talks. A government spokesman rejected the claims. A senior official, who asked not to be named, said it would leave.",
        &["A government spokesman = FRA Office Agent ; State", "A senior official = FRA Role Agent ; anonymous: true, None"],
    );
}

#[test]
fn words_of_time_are_no_part_of_names() {
    check(
        "2019-03-01",
        "On Friday China abstained. In Beijing China condemned the sanctions. Monday Russia said it would respond. \
         On Tuesday Foreign Minister Wang Yi left. However Japan rejected it.",
        &[
            "China = CHN Name Government",
            "Beijing = CHN Place Place",
            "China#2 = CHN Name Government",
            "Russia = RUS Name Government",
            "Foreign Minister Wang Yi = CHN Person Agent",
            "Japan = JPN Name Government",
        ],
    );
}

#[test]
fn the_dateline_beats_what_was_named_in_passing() {
    check(
        "2019-03-01",
        "TEGUCIGALPA, Honduras (AP) — Honduras said on Tuesday that it would seek ties with China, a blow to Taiwan. \
         Foreign Minister Pedro Zamora said the decision was pragmatic. The ministry thanked Taiwan.",
        &["Foreign Minister Pedro Zamora = HND Person Agent ; State", "The ministry = HND Organ Government"],
    );
}

#[test]
fn several_actors() {
    check(
        "2019-03-01",
        "China, Russia and Iran held talks in Geneva. The three countries agreed.",
        &["The three countries = CHN+RUS+IRN Description Agent"],
    );
    check("2019-03-01", "China and Japan held talks in Geneva. Both sides agreed.", &["Both sides = CHN+JPN Description Agent"]);
    check(
        "2019-03-01",
        "The Presidents of Kenya, Uganda and Tanzania, meeting in Arusha:\n\n1. Reaffirmed that they support the agreement.\n\n\
         2. Decided that they would withdraw.",
        &[
            "The Presidents of Kenya, Uganda and Tanzania = KEN+UGA+TZA Office Agent",
            "they = KEN+UGA+TZA Pronoun Agent",
            "they#2 = KEN+UGA+TZA Pronoun Agent",
        ],
    );
}

#[test]
fn offices_of_bodies_groups_and_courts() {
    check(
        "2019-03-01",
        "Arab League Secretary General Chadli Klibi condemned the raid. UNITA leader Paulo Moco left. Hamas spokesman Omar Rahim denied it. \
         Israel's high court rejected the petition.",
        &[
            "Arab League Secretary General Chadli Klibi = ARL Person Agent ; IGO",
            "UNITA leader Paulo Moco = UNI Person Agent",
            "Hamas spokesman Omar Rahim = HAM Person Agent",
            "Israel's high court = ISR Organ Government ; JUD",
        ],
    );
}

#[test]
fn places_told_by_their_state_and_offices_of_organs() {
    check(
        "2019-03-01",
        "He lived in exile and wrote to friends of Beirut, Lebanon. The president of the Russian parliament left. \
         Fighting spread to a part of Ukraine. Fire swept the Chile border.",
        &[
            "Beirut = LBN Place Place",
            "The president of the Russian parliament = RUS Office Agent ; LEG, Organ",
            "Ukraine = UKR Name Place",
            "Chile = CHL Name Place",
        ],
    );
}

#[test]
fn aircraft_keep_their_state() {
    check(
        "2019-03-01",
        "Sudan denied making weapons hours after US aircraft bombed the plant. Iraq said American warplanes bombed its sites.",
        &["US aircraft = USA Role Agent ; MIL", "American warplanes = USA Role Agent ; MIL", "its = IRQ Pronoun Government"],
    );
}

#[test]
fn groups_inside_a_country() {
    check(
        "2013-09-05",
        "Kenyan police fired tear gas at protesters in Nairobi on Thursday. The protesters threw stones. Opposition parties condemned the police.",
        &[
            "protesters in Nairobi = KEN Role Agent ; CVL, None",
            "The protesters = KEN Role Agent ; CVL",
            "the police = KEN Organ Government ; COP",
            "Opposition parties = KEN Organ Government ; OPP",
        ],
    );
    check(
        "2020-08-09",
        "MINSK (Reuters) — Riot police beat demonstrators on Sunday. Students and workers joined the rallies. Journalists were detained.",
        &[
            "Riot police = BLR Organ Government ; COP",
            "demonstrators = BLR Role Agent ; CVL",
            "Students = BLR Role Agent ; EDU",
            "workers = BLR Role Agent ; LAB",
            "Journalists = BLR Role Agent ; JRN",
        ],
    );
    check(
        "2015-07-10",
        "Turkey said Kurdish militants killed two soldiers in Diyarbakir.",
        &["Kurdish militants = TUR Role Agent ; UAF", "two soldiers in Diyarbakir = TUR Role Agent ; MIL"],
    );
    check(
        "2023-10-25",
        "Hamas said it had fired rockets. The group's leader was in Doha. The militants rejected the offer.",
        &["The group = HAM Description Government", "The militants = HAM Role Agent"],
    );
    check("2022-12-07", "Peru's Congress removed the president. Lawmakers swore in his deputy.", &["Lawmakers = PER Office Agent ; LEG"]);
    check("2022-12-07", "Rebels attacked a convoy. France and Chad condemned it.", &["Rebels = nobody"]);
}

#[test]
fn whose_a_thing_is_must_be_told() {
    check(
        "2022-08-03",
        "China's foreign ministry summoned the U.S. ambassador over Nancy Pelosi's visit. The ministry said Washington had broken its word. \
         The island's government said it would not bow. The 82-year-old speaker left on Wednesday.",
        &[
            "The ministry = CHN Organ Government ; State",
            "government = nobody",
            "it = nobody",
            "The 82-year-old speaker = USA Office Agent ; Nancy Pelosi",
        ],
    );
    check(
        "2019-03-01",
        "The president of the French Football Federation resigned. Deputies met an Arleigh Burke-class destroyer.",
        &["The president of the French Football Federation = FRA Office Agent ; None, CVL", "Burke = nobody"],
    );
}

#[test]
fn men_and_women() {
    check(
        "2019-06-20",
        "Foreign Minister Mohammad Javad Zarif met Federica Mogherini in Vienna. He told the EU's top diplomat that Tehran would exceed the limit. \
         She urged him to wait.",
        &["He = IRN Pronoun Agent ; Zarif", "She = EUU Pronoun Agent ; Mogherini", "him = IRN Pronoun Agent ; Zarif"],
    );
}

#[test]
fn the_one_in_office_keeps_the_family_name() {
    check(
        "2004-05-01",
        "President George W. Bush spoke at the White House. Former President George H.W. Bush attended. Bush said the war would go on.",
        &["Bush#3 = USA Person Agent ; George W. Bush, State"],
    );
    check("2022-03-01", "Green said the plan was good.", &["Green = nobody"]);
}

#[test]
fn former_officials_stay_former() {
    check(
        "2012-07-16",
        "Syria's ambassador to Iraq, Nawaf Fares, defected. The former ambassador said the government was near its end.",
        &["The former ambassador = SYR Office Agent ; Nawaf Fares, None, ELI"],
    );
}

#[test]
fn lists_and_sides() {
    check(
        "2017-06-05",
        "Saudi Arabia, Egypt, Bahrain and the United Arab Emirates cut ties with Qatar. The four countries accused Doha of backing terrorism.",
        &["The four countries = SAU+EGY+BHR+ARE Description Agent"],
    );
    check(
        "2016-02-01",
        "Rebels in Syria agreed to leave Homs. The rebels said the army had shelled them. The United Nations urged both sides to stop.",
        &["both sides = SYR+SYR Description Agent ; REB, MIL"],
    );
}

#[test]
fn any_text_is_taken() {
    for text in ["", "\n\n", "“", "’s", "the two", "of of of China's 's", "U.S.", "He", "( ) - - the former, the latter", "\u{200b}é’s-é"]
    {
        check("2022-02-26", text, &[]);
    }
}

#[test]
fn a_national_outlet_names_its_own_without_their_country() {
    let lisbon = |text: &str, expected: &[&str]| {
        let outlet = Some("The Lisbon Evening Post".to_owned());
        check_in(Context { published: parse_date("1996-05-02").ok(), outlet, ..Context::default() }, text, expected);
    };
    lisbon(
        "Agriculture Minister Rui Teles welcomed the plan. The Government will pay for it.",
        &["Agriculture Minister Rui Teles = PRT Person Agent ; GOV", "The Government = PRT Organ Government"],
    );
    // another state that has just been spoken of keeps its own
    lisbon("France closed two mines. The Government will pay the workers.", &["The Government = FRA Organ Government"]);
}

#[test]
fn words_of_courtesy_are_no_part_of_a_name() {
    let text = "Norway's deputy trade minister Arne Fosse spoke first. Mr Fosse said the ships would sail.";
    check("1996-05-02", text, &["Mr Fosse = NOR Person Agent"]);
}

#[test]
fn this_government_is_the_speakers() {
    let text = "\"While Rome pays, this government will wait,\" Norway's foreign minister said.";
    check("1996-05-02", text, &["this government = NOR Organ Government"]);
}

#[test]
fn representatives_of_states_and_of_voters() {
    check(
        "2016-05-02",
        "The representative of Brazil regretted the text.",
        &["The representative of Brazil = BRA Office Agent ; GOV, State"],
    );
}

#[test]
fn whose_own_words_a_sentence_is_in() {
    let voices = |outlet: &str, text: &str| {
        let (document, _) = demarche_syntax::read(text);
        let context = Context { outlet: Some(outlet.to_owned()), ..Context::default() };
        let mentions = resolve(Lexicon::embedded(), text, &document, &context);
        (0..document.sentences.len()).map(|s| mentions.voice(s).map(|a| a.code.to_string())).collect::<Vec<_>>()
    };
    let issued = voices("Ministry of Foreign Affairs, Oslo", "The quota is lawful. The boats will stay in port.");
    assert_eq!(issued, [Some("NOR".to_owned()), Some("NOR".to_owned())]);
    let asked = voices(
        "Ministry of Foreign Affairs of Norway",
        "QUESTION: Will the boats sail?\n\nSPOKESMAN: The boats will stay in port.\n\nQUESTION: And the nets?\n\nSPOKESMAN: The nets too.",
    );
    assert_eq!(asked, [None, Some("NOR".to_owned()), None, Some("NOR".to_owned())]);
    assert_eq!(voices("Reuters", "The quota is lawful."), [None]);
}
