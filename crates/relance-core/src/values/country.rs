//! Countries by their French, English or own names, or their codes, as ISO 3166 alpha-2.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::text::fold;
use super::{EMPTY, Reason};

/// Alpha-2, alpha-3, and folded names separated by "|".
const COUNTRIES: [(&str, &str, &str); 133] = [
    ("FR", "fra", "france|france metropolitaine|republique francaise|fr metropole"),
    ("BE", "bel", "belgique|belgium|belgie"),
    ("CH", "che", "suisse|switzerland|schweiz|svizzera"),
    ("LU", "lux", "luxembourg"),
    ("MC", "mco", "monaco"),
    ("CA", "can", "canada|quebec"),
    ("DE", "deu", "allemagne|germany|deutschland"),
    ("ES", "esp", "espagne|spain|espana"),
    ("IT", "ita", "italie|italy|italia"),
    ("PT", "prt", "portugal"),
    (
        "GB",
        "gbr",
        "royaume uni|united kingdom|uk|grande bretagne|great britain|angleterre|england|ecosse|scotland|pays de galles|wales",
    ),
    ("IE", "irl", "irlande|ireland"),
    ("NL", "nld", "pays bas|netherlands|the netherlands|hollande|holland|nederland"),
    (
        "US",
        "usa",
        "etats unis|united states|united states of america|etats unis d amerique|u s a|u s|america",
    ),
    ("AT", "aut", "autriche|austria|osterreich"),
    ("PL", "pol", "pologne|poland|polska"),
    ("CZ", "cze", "republique tcheque|tchequie|czech republic|czechia"),
    ("SK", "svk", "slovaquie|slovakia"),
    ("HU", "hun", "hongrie|hungary"),
    ("RO", "rou", "roumanie|romania"),
    ("BG", "bgr", "bulgarie|bulgaria"),
    ("GR", "grc", "grece|greece"),
    ("HR", "hrv", "croatie|croatia"),
    ("SI", "svn", "slovenie|slovenia"),
    ("RS", "srb", "serbie|serbia"),
    ("BA", "bih", "bosnie herzegovine|bosnia and herzegovina|bosnie"),
    ("AL", "alb", "albanie|albania"),
    ("MK", "mkd", "macedoine du nord|north macedonia|macedoine"),
    ("ME", "mne", "montenegro"),
    ("DK", "dnk", "danemark|denmark|danmark"),
    ("SE", "swe", "suede|sweden|sverige"),
    ("NO", "nor", "norvege|norway|norge"),
    ("FI", "fin", "finlande|finland|suomi"),
    ("IS", "isl", "islande|iceland"),
    ("EE", "est", "estonie|estonia"),
    ("LV", "lva", "lettonie|latvia"),
    ("LT", "ltu", "lituanie|lithuania"),
    ("UA", "ukr", "ukraine"),
    ("BY", "blr", "bielorussie|belarus"),
    ("MD", "mda", "moldavie|moldova"),
    ("RU", "rus", "russie|russia|federation de russie|russian federation"),
    ("MT", "mlt", "malte|malta"),
    ("CY", "cyp", "chypre|cyprus"),
    ("AD", "and", "andorre|andorra"),
    ("LI", "lie", "liechtenstein"),
    ("SM", "smr", "saint marin|san marino"),
    ("TR", "tur", "turquie|turkey|turkiye"),
    ("MA", "mar", "maroc|morocco"),
    ("DZ", "dza", "algerie|algeria"),
    ("TN", "tun", "tunisie|tunisia"),
    ("LY", "lby", "libye|libya"),
    ("EG", "egy", "egypte|egypt"),
    ("SN", "sen", "senegal"),
    ("CI", "civ", "cote d ivoire|ivory coast|cote divoire"),
    ("ML", "mli", "mali"),
    ("BF", "bfa", "burkina faso|burkina"),
    ("NE", "ner", "niger"),
    ("NG", "nga", "nigeria"),
    ("TG", "tgo", "togo"),
    ("BJ", "ben", "benin"),
    ("GH", "gha", "ghana"),
    ("GN", "gin", "guinee|guinea"),
    ("CM", "cmr", "cameroun|cameroon"),
    ("GA", "gab", "gabon"),
    ("CG", "cog", "congo|republique du congo|congo brazzaville"),
    ("CD", "cod", "republique democratique du congo|rdc|congo kinshasa|dr congo"),
    ("MG", "mdg", "madagascar"),
    ("MU", "mus", "maurice|ile maurice|mauritius"),
    ("DJ", "dji", "djibouti"),
    ("MR", "mrt", "mauritanie|mauritania"),
    ("TD", "tcd", "tchad|chad"),
    ("RW", "rwa", "rwanda"),
    ("KE", "ken", "kenya"),
    ("ET", "eth", "ethiopie|ethiopia"),
    ("TZ", "tza", "tanzanie|tanzania"),
    ("UG", "uga", "ouganda|uganda"),
    ("ZA", "zaf", "afrique du sud|south africa"),
    ("AO", "ago", "angola"),
    ("MZ", "moz", "mozambique"),
    ("KM", "com", "comores|comoros"),
    ("RE", "reu", "la reunion|reunion|ile de la reunion"),
    ("GP", "glp", "guadeloupe"),
    ("MQ", "mtq", "martinique"),
    ("GF", "guf", "guyane|guyane francaise|french guiana"),
    ("YT", "myt", "mayotte"),
    ("NC", "ncl", "nouvelle caledonie|new caledonia"),
    ("PF", "pyf", "polynesie francaise|french polynesia|tahiti"),
    ("PM", "spm", "saint pierre et miquelon"),
    ("MF", "maf", "saint martin"),
    ("BL", "blm", "saint barthelemy"),
    ("WF", "wlf", "wallis et futuna"),
    ("IL", "isr", "israel"),
    ("LB", "lbn", "liban|lebanon"),
    ("JO", "jor", "jordanie|jordan"),
    ("SY", "syr", "syrie|syria"),
    ("IQ", "irq", "irak|iraq"),
    ("IR", "irn", "iran"),
    ("SA", "sau", "arabie saoudite|saudi arabia"),
    ("AE", "are", "emirats arabes unis|united arab emirates|uae|eau|dubai"),
    ("QA", "qat", "qatar"),
    ("KW", "kwt", "koweit|kuwait"),
    ("OM", "omn", "oman"),
    ("BH", "bhr", "bahrein|bahrain"),
    ("IN", "ind", "inde|india"),
    ("PK", "pak", "pakistan"),
    ("BD", "bgd", "bangladesh"),
    ("LK", "lka", "sri lanka"),
    ("CN", "chn", "chine|china"),
    ("HK", "hkg", "hong kong"),
    ("TW", "twn", "taiwan"),
    ("JP", "jpn", "japon|japan"),
    ("KR", "kor", "coree du sud|south korea|coree|korea"),
    ("VN", "vnm", "vietnam|viet nam"),
    ("TH", "tha", "thailande|thailand"),
    ("KH", "khm", "cambodge|cambodia"),
    ("MY", "mys", "malaisie|malaysia"),
    ("SG", "sgp", "singapour|singapore"),
    ("ID", "idn", "indonesie|indonesia"),
    ("PH", "phl", "philippines"),
    ("AU", "aus", "australie|australia"),
    ("NZ", "nzl", "nouvelle zelande|new zealand"),
    ("MX", "mex", "mexique|mexico"),
    ("BR", "bra", "bresil|brazil|brasil"),
    ("AR", "arg", "argentine|argentina"),
    ("CL", "chl", "chili|chile"),
    ("CO", "col", "colombie|colombia"),
    ("PE", "per", "perou|peru"),
    ("UY", "ury", "uruguay"),
    ("VE", "ven", "venezuela"),
    ("EC", "ecu", "equateur|ecuador"),
    ("HT", "hti", "haiti"),
    ("GE", "geo", "georgie|georgia"),
    ("AM", "arm", "armenie|armenia"),
];

/// Reads a country's name or code.
pub fn country(text: &str) -> Result<&'static str, Reason> {
    let folded = fold(text);
    if folded.is_empty() {
        return Err(EMPTY);
    }
    by_name().get(folded.as_str()).copied().ok_or("country_unknown")
}

/// Every code and folded name, prepared once.
fn by_name() -> &'static HashMap<String, &'static str> {
    static NAMES: OnceLock<HashMap<String, &'static str>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = HashMap::new();
        for (two, three, listed) in COUNTRIES {
            names.insert(two.to_lowercase(), two);
            names.insert(three.to_owned(), two);
            names.extend(listed.split('|').map(|name| (name.to_owned(), two)));
        }
        names
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_by_any_name() {
        for (text, code) in [
            ("France", "FR"),
            ("FRANCE ", "FR"),
            ("fr", "FR"),
            ("FRA", "FR"),
            ("Belgique", "BE"),
            ("Royaume-Uni", "GB"),
            ("U.S.A.", "US"),
            ("États-Unis", "US"),
            ("Côte d’Ivoire", "CI"),
            ("La Réunion", "RE"),
            ("Deutschland", "DE"),
        ] {
            assert_eq!(country(text), Ok(code), "for {text:?}");
        }
        assert_eq!(country("Atlantide"), Err("country_unknown"));
        assert_eq!(country(" "), Err(EMPTY));
        let mut codes: Vec<_> = COUNTRIES.iter().map(|country| country.0).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), COUNTRIES.len(), "no code twice");
    }
}
