//! Code names: words that mean nothing, easy to say, to remember and to tell apart.
//!
//! Each word is a first syllable and a second one. All pairs were looked up in lists of words as they are used in eleven
//! languages, Spanish, Russian (in Latin letters), German and English among them: none is a word. Never change a syllable: people
//! would be called otherwise from then on.

/// How words begin.
#[rustfmt::skip]
const FIRST: [&str; 64] = [
    "bil", "din", "dir", "fel", "fen", "fer", "fil", "fir", "fol", "gel", "gen", "kel", "kin", "lel", "ler", "lil",
    "lin", "lir", "lon", "lor", "lun", "lur", "mil", "mun", "nal", "nel", "nen", "nil", "nin", "nir", "nol", "non",
    "nul", "nun", "nur", "pel", "ral", "rel", "ril", "rin", "rir", "rol", "rul", "sal", "sir", "sol", "sun", "til",
    "tir", "van", "ven", "vun", "zal", "zan", "zel", "zer", "zil", "zin", "zir", "zol", "zon", "zul", "zun", "zur",
];

/// How words end.
#[rustfmt::skip]
const SECOND: [&str; 64] = [
    "bal", "ban", "bar", "bil", "bir", "bun", "bur", "dil", "dol", "dul", "dun", "fal", "fan", "far", "fel", "fil",
    "fin", "fir", "fol", "fon", "for", "ful", "fun", "fur", "gol", "gor", "kir", "kol", "kur", "mil", "mir", "mol",
    "mur", "pal", "pan", "pel", "pil", "pin", "pon", "por", "pul", "pun", "pur", "sal", "sil", "sir", "sol", "sor",
    "sul", "sun", "sur", "tir", "tol", "tul", "vil", "vun", "vur", "zal", "zil", "zir", "zol", "zul", "zun", "bul",
];

/// The code name of this number: two words and three digits, "Bilsol Terdun 417".
pub(super) fn code_name(code: i64) -> String {
    let mut rest = code.cast_unsigned();
    let mut draw = |of: u64| {
        let drawn = rest % of;
        rest /= of;
        usize::try_from(drawn).expect("drawn from a few")
    };
    let mut word = || capitalized(FIRST[draw(64)]) + SECOND[draw(64)];
    let (one, two) = (word(), word());
    let digits = 100 + draw(900);
    format!("{one} {two} {digits}")
}

fn capitalized(syllable: &str) -> String {
    syllable[..1].to_ascii_uppercase() + &syllable[1..]
}
