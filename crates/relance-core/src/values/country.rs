//! Countries by their French, English or own names, or their codes, as ISO 3166 alpha-2.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::text::fold;
use super::{EMPTY, Reason};

/// Alpha-2, alpha-3, and folded names separated by "|".
const COUNTRIES: [(&str, &str, &str); 249] = [
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
        "etats unis|united states|united states of america|etats unis d amerique|u s a|u s|america|united states of america",
    ),
    ("AT", "aut", "autriche|austria|osterreich"),
    ("PL", "pol", "pologne|poland|polska"),
    ("CZ", "cze", "republique tcheque|tchequie|czech republic|czechia|czech republic|czechia"),
    ("SK", "svk", "slovaquie|slovakia|slovak republic"),
    ("HU", "hun", "hongrie|hungary"),
    ("RO", "rou", "roumanie|romania"),
    ("BG", "bgr", "bulgarie|bulgaria"),
    ("GR", "grc", "grece|greece"),
    ("HR", "hrv", "croatie|croatia"),
    ("SI", "svn", "slovenie|slovenia"),
    ("RS", "srb", "serbie|serbia"),
    ("BA", "bih", "bosnie herzegovine|bosnia and herzegovina|bosnie"),
    ("AL", "alb", "albanie|albania"),
    ("MK", "mkd", "macedoine du nord|north macedonia|macedoine|north macedonia|macedonia"),
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
    ("RU", "rus", "russie|russia|federation de russie|russian federation|russian federation"),
    ("MT", "mlt", "malte|malta"),
    ("CY", "cyp", "chypre|cyprus"),
    ("AD", "and", "andorre|andorra"),
    ("LI", "lie", "liechtenstein"),
    ("SM", "smr", "saint marin|san marino"),
    ("TR", "tur", "turquie|turkey|turkiye"),
    ("MA", "mar", "maroc|morocco"),
    ("DZ", "dza", "algerie|algeria"),
    ("TN", "tun", "tunisie|tunisia"),
    ("LY", "lby", "libye|libya|libyan arab jamahiriya"),
    ("EG", "egy", "egypte|egypt"),
    ("SN", "sen", "senegal"),
    ("CI", "civ", "cote d ivoire|ivory coast|cote divoire|cote divoire"),
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
    (
        "CD",
        "cod",
        "republique democratique du congo|rdc|congo kinshasa|dr congo|democratic republic of the congo",
    ),
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
    ("PM", "spm", "saint pierre et miquelon|saint pierre and miquelon"),
    ("MF", "maf", "saint martin"),
    ("BL", "blm", "saint barthelemy"),
    ("WF", "wlf", "wallis et futuna|wallis and futuna"),
    ("IL", "isr", "israel"),
    ("LB", "lbn", "liban|lebanon"),
    ("JO", "jor", "jordanie|jordan"),
    ("SY", "syr", "syrie|syria|syrian arab republic"),
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
    ("KR", "kor", "coree du sud|south korea|coree|korea|republic of korea"),
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
    ("AF", "afg", "afghanistan"),
    ("AG", "atg", "antigua et barbuda|antigua and barbuda"),
    ("AI", "aia", "anguilla"),
    ("AQ", "ata", "antarctique|antarctica"),
    ("AS", "asm", "samoa americaines|american samoa"),
    ("AW", "abw", "aruba"),
    ("AX", "ala", "iles aland|aland islands|aland"),
    ("AZ", "aze", "azerbaidjan|azerbaijan"),
    ("BB", "brb", "barbade|barbados"),
    ("BI", "bdi", "burundi"),
    ("BM", "bmu", "bermudes|bermuda"),
    ("BN", "brn", "brunei|brunei darussalam"),
    ("BO", "bol", "bolivie|bolivia"),
    ("BQ", "bes", "pays bas caribeens|caribbean netherlands|bonaire"),
    ("BS", "bhs", "bahamas"),
    ("BT", "btn", "bhoutan|bhutan"),
    ("BV", "bvt", "ile bouvet|bouvet island"),
    ("BW", "bwa", "botswana"),
    ("BZ", "blz", "belize"),
    ("CC", "cck", "iles cocos|cocos islands|cocos"),
    ("CF", "caf", "republique centrafricaine|central african republic|centrafrique"),
    ("CK", "cok", "iles cook|cook islands"),
    ("CR", "cri", "costa rica"),
    ("CU", "cub", "cuba"),
    ("CV", "cpv", "cap vert|cape verde|cabo verde"),
    ("CW", "cuw", "curacao"),
    ("CX", "cxr", "ile christmas|christmas island"),
    ("DM", "dma", "dominique|dominica"),
    ("DO", "dom", "republique dominicaine|dominican republic"),
    ("EH", "esh", "sahara occidental|western sahara"),
    ("ER", "eri", "erythree|eritrea"),
    ("FJ", "fji", "fidji|fiji"),
    ("FK", "flk", "iles malouines|falkland islands|malouines|falklands"),
    ("FM", "fsm", "micronesie|micronesia"),
    ("FO", "fro", "iles feroe|faroe islands|feroe"),
    ("GD", "grd", "grenade|grenada"),
    ("GG", "ggy", "guernesey|guernsey"),
    ("GI", "gib", "gibraltar"),
    ("GL", "grl", "groenland|greenland"),
    ("GM", "gmb", "gambie|gambia"),
    ("GQ", "gnq", "guinee equatoriale|equatorial guinea"),
    ("GS", "sgs", "georgie du sud|south georgia|south georgia and the south sandwich islands"),
    ("GT", "gtm", "guatemala"),
    ("GU", "gum", "guam"),
    ("GW", "gnb", "guinee bissau|guinea bissau"),
    ("GY", "guy", "guyana"),
    ("HM", "hmd", "iles heard et macdonald|heard island and mcdonald islands"),
    ("HN", "hnd", "honduras"),
    ("IM", "imn", "ile de man|isle of man"),
    ("IO", "iot", "territoire britannique de l ocean indien|british indian ocean territory|chagos"),
    ("JE", "jey", "jersey"),
    ("JM", "jam", "jamaique|jamaica"),
    ("KG", "kgz", "kirghizstan|kyrgyzstan|kirghizistan|kyrgyz republic"),
    ("KI", "kir", "kiribati"),
    ("KN", "kna", "saint christophe et nieves|saint kitts and nevis"),
    ("KP", "prk", "coree du nord|north korea|democratic people s republic of korea"),
    ("KY", "cym", "iles caimans|cayman islands"),
    ("KZ", "kaz", "kazakhstan"),
    ("LA", "lao", "laos|lao people s democratic republic"),
    ("LC", "lca", "sainte lucie|saint lucia"),
    ("LR", "lbr", "liberia"),
    ("LS", "lso", "lesotho"),
    ("MH", "mhl", "iles marshall|marshall islands"),
    ("MM", "mmr", "myanmar|birmanie|burma"),
    ("MN", "mng", "mongolie|mongolia"),
    ("MO", "mac", "macao|macau"),
    ("MP", "mnp", "iles mariannes du nord|northern mariana islands"),
    ("MS", "msr", "montserrat"),
    ("MV", "mdv", "maldives"),
    ("MW", "mwi", "malawi"),
    ("NA", "nam", "namibie|namibia"),
    ("NF", "nfk", "ile norfolk|norfolk island"),
    ("NI", "nic", "nicaragua"),
    ("NP", "npl", "nepal"),
    ("NR", "nru", "nauru"),
    ("NU", "niu", "niue"),
    ("PA", "pan", "panama"),
    ("PG", "png", "papouasie nouvelle guinee|papua new guinea"),
    ("PN", "pcn", "iles pitcairn|pitcairn islands|pitcairn"),
    ("PR", "pri", "porto rico|puerto rico"),
    ("PS", "pse", "palestine|territoires palestiniens|palestinian territories|palestinian territory"),
    ("PW", "plw", "palaos|palau"),
    ("PY", "pry", "paraguay"),
    ("SB", "slb", "iles salomon|solomon islands"),
    ("SC", "syc", "seychelles"),
    ("SD", "sdn", "soudan|sudan"),
    ("SH", "shn", "sainte helene|saint helena"),
    ("SJ", "sjm", "svalbard et jan mayen|svalbard and jan mayen|svalbard and jan mayen islands"),
    ("SL", "sle", "sierra leone"),
    ("SO", "som", "somalie|somalia"),
    ("SR", "sur", "suriname"),
    ("SS", "ssd", "soudan du sud|south sudan"),
    ("ST", "stp", "sao tome et principe|sao tome and principe"),
    ("SV", "slv", "salvador|el salvador"),
    ("SX", "sxm", "sint maarten|saint martin partie neerlandaise"),
    ("SZ", "swz", "eswatini|swaziland"),
    ("TC", "tca", "iles turques et caiques|turks and caicos islands"),
    ("TF", "atf", "terres australes francaises|french southern territories|taaf"),
    ("TJ", "tjk", "tadjikistan|tajikistan"),
    ("TK", "tkl", "tokelau"),
    ("TL", "tls", "timor oriental|timor leste|east timor"),
    ("TM", "tkm", "turkmenistan"),
    ("TO", "ton", "tonga"),
    ("TT", "tto", "trinite et tobago|trinidad and tobago"),
    ("TV", "tuv", "tuvalu"),
    ("UM", "umi", "iles mineures eloignees des etats unis|united states minor outlying islands"),
    ("UZ", "uzb", "ouzbekistan|uzbekistan"),
    ("VA", "vat", "vatican|cite du vatican|holy see|vatican city|vatican city state"),
    ("VC", "vct", "saint vincent et les grenadines|saint vincent and the grenadines"),
    ("VG", "vgb", "iles vierges britanniques|british virgin islands|virgin islands british"),
    (
        "VI",
        "vir",
        "iles vierges americaines|us virgin islands|virgin islands u s|united states virgin islands",
    ),
    ("VU", "vut", "vanuatu"),
    ("WS", "wsm", "samoa"),
    ("YE", "yem", "yemen"),
    ("ZM", "zmb", "zambie|zambia"),
    ("ZW", "zwe", "zimbabwe"),
];

/// Reads a country's name or code.
pub fn country(text: &str) -> Result<&'static str, Reason> {
    let folded = fold(text);
    if folded.is_empty() {
        return Err(EMPTY);
    }
    let known = |folded: &str| by_name().get(plain(folded).as_str()).copied();
    // "Slovakia (Slovak Republic)", "Korea, Republic of": what stands before is the name.
    let short = || text.split(['(', ',']).next().and_then(|short| known(&fold(short)));
    known(&folded).or_else(short).ok_or("country_unknown")
}

/// A folded name without its small words, saints spelt out: "St. Kitts & Nevis" is "Saint Kitts and Nevis".
fn plain(folded: &str) -> String {
    let words = folded
        .split(' ')
        .filter(|word| !matches!(*word, "and" | "et" | "the" | "of" | "la" | "le" | "les" | "republic"));
    let spelt: Vec<&str> = words
        .map(|word| match word {
            "st" => "saint",
            "ste" => "sainte",
            word => word,
        })
        .collect();
    if spelt.is_empty() { folded.to_owned() } else { spelt.join(" ") }
}

/// Every code and folded name, prepared once.
fn by_name() -> &'static HashMap<String, &'static str> {
    static NAMES: OnceLock<HashMap<String, &'static str>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = HashMap::new();
        for (two, three, listed) in COUNTRIES {
            names.insert(two.to_lowercase(), two);
            names.insert(three.to_owned(), two);
            names.extend(listed.split('|').map(|name| (plain(name), two)));
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
            ("Slovakia (Slovak Republic)", "SK"),
            ("Korea, Republic of", "KR"),
            ("Democratic People's Republic of Korea", "KP"),
            ("St. Kitts & Nevis", "KN"),
            ("Bouvet Island (Bouvetoya)", "BV"),
            ("Saint Barthélemy", "BL"),
            ("Dominican Republic", "DO"),
            ("Dominique", "DM"),
            ("Falkland Islands (Malvinas)", "FK"),
        ] {
            assert_eq!(country(text), Ok(code), "for {text:?}");
        }
        assert_eq!(country("Atlantide"), Err("country_unknown"));
        assert_eq!(country(" "), Err(EMPTY));
        let mut codes: Vec<_> = COUNTRIES.iter().map(|country| country.0).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), COUNTRIES.len(), "no code twice");
        assert_eq!(codes.len(), 249, "all of ISO 3166-1");
        let names: usize = COUNTRIES
            .iter()
            .map(|country| {
                country.2.split('|').map(plain).collect::<std::collections::HashSet<_>>().len() + 2
            })
            .sum();
        assert_eq!(by_name().len(), names, "no name stands for two countries");
    }
}
