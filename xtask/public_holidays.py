#!/usr/bin/env python3
"""Writes crates/relance-core/src/worktime/holidays.txt: the public holidays that working days are counted by.

    python3 -m venv .venv && .venv/bin/pip install holidays==0.109 babel
    .venv/bin/python xtask/public_holidays.py > crates/relance-core/src/worktime/holidays.txt

The days come from the package `holidays` (https://github.com/vacanza/holidays), MIT License, Copyright (c) Vacanza Team and
individual contributors (see its CONTRIBUTORS and AUTHORS). Names of countries come from the Unicode CLDR by `babel`. French names
that the package has not are below; a name that is missing there stops the script, so that nothing is shown in the wrong language.

A holiday that falls on one date of every year, or a fixed count of days from Easter, is written as that rule; any other one
as its dates. What a line means is said at the head of the file that is written.
"""
import datetime as dt
import re
import sys

import holidays
from babel import Locale
from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

YEARS = range(2024, 2041)

COUNTRIES = """
FR BE CH LU MC AD AL AM AT AX AZ BA BG BY CY CZ DE DK EE ES FI FO GB GE GG GI GR HR HU IE IM IS IT JE LI LT LV MD ME MK MT NL
NO PL PT RO RS RU SE SI SK SM TR UA VA XK US CA MA TN DZ SN CI
""".split()

# Parts of countries whose holidays are their own, with their French and English names.
PARTS = {
    "FR": {
        "57": ("Moselle", "Moselle"), "6AE": ("Alsace", "Alsace"), "971": ("Guadeloupe", "Guadeloupe"),
        "972": ("Martinique", "Martinique"), "973": ("Guyane", "French Guiana"), "974": ("La Réunion", "Réunion"),
        "976": ("Mayotte", "Mayotte"), "BL": ("Saint-Barthélemy", "Saint Barthélemy"), "MF": ("Saint-Martin", "Saint Martin"),
        "NC": ("Nouvelle-Calédonie", "New Caledonia"), "PF": ("Polynésie française", "French Polynesia"),
        "PM": ("Saint-Pierre-et-Miquelon", "Saint Pierre and Miquelon"),
        "TF": ("Terres australes et antarctiques françaises", "French Southern Territories"),
        "WF": ("Wallis-et-Futuna", "Wallis and Futuna"),
    },
    "GB": {
        "ENG": ("Angleterre", "England"), "WLS": ("Pays de Galles", "Wales"), "SCT": ("Écosse", "Scotland"),
        "NIR": ("Irlande du Nord", "Northern Ireland"),
    },
    "DE": {
        "BB": ("Brandebourg", "Brandenburg"), "BE": ("Berlin", "Berlin"), "BW": ("Bade-Wurtemberg", "Baden-Württemberg"),
        "BY": ("Bavière", "Bavaria"), "HB": ("Brême", "Bremen"), "HE": ("Hesse", "Hesse"), "HH": ("Hambourg", "Hamburg"),
        "MV": ("Mecklembourg-Poméranie-Occidentale", "Mecklenburg-Vorpommern"), "NI": ("Basse-Saxe", "Lower Saxony"),
        "NW": ("Rhénanie-du-Nord-Westphalie", "North Rhine-Westphalia"), "RP": ("Rhénanie-Palatinat", "Rhineland-Palatinate"),
        "SH": ("Schleswig-Holstein", "Schleswig-Holstein"), "SL": ("Sarre", "Saarland"), "SN": ("Saxe", "Saxony"),
        "ST": ("Saxe-Anhalt", "Saxony-Anhalt"), "TH": ("Thuringe", "Thuringia"),
    },
    "CH": {
        "AG": ("Argovie", "Aargau"), "AI": ("Appenzell Rhodes-Intérieures", "Appenzell Innerrhoden"),
        "AR": ("Appenzell Rhodes-Extérieures", "Appenzell Ausserrhoden"), "BE": ("Berne", "Bern"),
        "BL": ("Bâle-Campagne", "Basel-Landschaft"), "BS": ("Bâle-Ville", "Basel-Stadt"), "FR": ("Fribourg", "Fribourg"),
        "GE": ("Genève", "Geneva"), "GL": ("Glaris", "Glarus"), "GR": ("Grisons", "Grisons"), "JU": ("Jura", "Jura"),
        "LU": ("Lucerne", "Lucerne"), "NE": ("Neuchâtel", "Neuchâtel"), "NW": ("Nidwald", "Nidwalden"), "OW": ("Obwald", "Obwalden"),
        "SG": ("Saint-Gall", "St. Gallen"), "SH": ("Schaffhouse", "Schaffhausen"), "SO": ("Soleure", "Solothurn"),
        "SZ": ("Schwytz", "Schwyz"), "TG": ("Thurgovie", "Thurgau"), "TI": ("Tessin", "Ticino"), "UR": ("Uri", "Uri"),
        "VD": ("Vaud", "Vaud"), "VS": ("Valais", "Valais"), "ZG": ("Zoug", "Zug"), "ZH": ("Zurich", "Zurich"),
    },
    "CA": {
        "AB": ("Alberta", "Alberta"), "BC": ("Colombie-Britannique", "British Columbia"), "MB": ("Manitoba", "Manitoba"),
        "NB": ("Nouveau-Brunswick", "New Brunswick"), "NL": ("Terre-Neuve-et-Labrador", "Newfoundland and Labrador"),
        "NS": ("Nouvelle-Écosse", "Nova Scotia"), "NT": ("Territoires du Nord-Ouest", "Northwest Territories"),
        "NU": ("Nunavut", "Nunavut"), "ON": ("Ontario", "Ontario"), "PE": ("Île-du-Prince-Édouard", "Prince Edward Island"),
        "QC": ("Québec", "Quebec"), "SK": ("Saskatchewan", "Saskatchewan"), "YT": ("Yukon", "Yukon"),
    },
}

# French by English, for the countries that the package does not say in French.
FRENCH = dict(line.split(" = ") for line in """
All Saints' Day = Toussaint
All Souls' Day = Commémoration des défunts
Alphabet Day = Fête de l’alphabet
Anniversary of the Arengo = Anniversaire de l’Arengo
Anniversary of the Election of the Holy Father = Anniversaire de l’élection du Saint-Père
Anniversary of the Fall of Fascism and Freedom Day = Chute du fascisme et fête de la liberté
Anniversary of the Foundation of Vatican City = Fondation de la Cité du Vatican
Anniversary of the Liberation of the Republic and Feast of Saint Agatha = Libération de la République et Sainte-Agathe
Anti-Fascist Struggle Day = Journée de la lutte antifasciste
Armed Forces Day = Journée des forces armées
Armistice Day = Armistice
Army Day = Journée de l’armée
Ascension Day = Ascension
Assumption Day = Assomption
Assumption Of Mary Day = Assomption
Assumption of Mary Day = Assomption
Assumption of Mary = Assomption
August Bank Holiday = Jour férié d’août
Augsburg Peace Festival = Fête de la paix d’Augsbourg
Battle of the Boyne = Bataille de la Boyne
Boxing Day = Lendemain de Noël
Candlemas = Chandeleur
Carnival = Carnaval
Catholic Christmas Day = Noël catholique
Catholic Easter = Pâques catholiques
Catholic Easter Monday = Lundi de Pâques catholique
Catholic Easter Sunday = Pâques catholiques
Children's Day = Journée des enfants
Christmas Day = Noël
Christmas Day (by new style) = Noël (nouveau style)
Christmas Day (by old style) = Noël (ancien style)
Christmas Eve = Veille de Noël
Christmas and Epiphany = Noël et Épiphanie
Columbus Day = Jour de Christophe Colomb
Commemoration of Atatürk, Youth and Sports Day = Commémoration d’Atatürk, jeunesse et sports
Commemoration of the Dead = Commémoration des défunts
Commerce Day = Fête du commerce
Constitution Day = Fête de la Constitution
Constitutional Assembly Convocation Day = Convocation de l’Assemblée constituante
Corpus Christi = Fête-Dieu
Corpus Domini = Fête-Dieu
Cyprus Independence Day = Fête de l’Indépendance
Cyprus National Day = Fête nationale
Day After Assumption of Mary = Lendemain de l’Assomption
Day After Christmas = Lendemain de Noël
Day Before Assumption of Mary = Veille de l’Assomption
Day of Arafah = Jour d’Arafat
Day of Dew and Saint John = Fête de la rosée et Saint-Jean
Day of Family Sanctity and Respect for Parents = Journée de la famille et du respect des parents
Day of Our Lady of the Seven Sorrows = Notre-Dame des Sept Douleurs
Day of Portugal, Camões, and the Portuguese Communities = Jour du Portugal, de Camões et des communautés portugaises
Day of Rejoicing = Jour des Parents (Radonitsa)
Day of Remembrance for the Dead = Jour des morts
Day of Remembrance for the Fallen Defenders of the Fatherland = Mémoire des défenseurs de la patrie
Day of Remembrance of the Victims of Armenian Genocide = Commémoration du génocide arménien
Day of Restoration of Independence of Lithuania = Rétablissement de l’indépendance de la Lituanie
Day of Restoration of the State of Lithuania = Rétablissement de l’État de Lituanie
Day of Slavonic Alphabet, Bulgarian Enlightenment and Culture = Fête de l’alphabet slave et de la culture bulgare
Day of Uprising Against Occupation = Fête de l’insurrection contre l’occupation
Day of Victory over Fascism = Victoire sur le fascisme
Day of the Establishment of the Slovak Republic = Fondation de la République slovaque
Day off = Jour chômé par report
Defender of the Fatherland Day = Journée du défenseur de la patrie
Democracy and National Unity Day = Fête de la démocratie et de l’unité nationale
Dormition of the Mother of God = Dormition de la Mère de Dieu
Early May Bank Holiday = Jour férié de début mai
Easter = Pâques
Easter Monday = Lundi de Pâques
Easter Sunday = Pâques
Easter Tuesday = Mardi de Pâques
Eid al-Adha = Aïd al-Adha
Eid al-Adha Holiday = Fête de l’Aïd al-Adha
Eid al-Fitr = Aïd al-Fitr
Eid al-Fitr Holiday = Fête de l’Aïd al-Fitr
Election Day = Jour d’élection
Epiphany = Épiphanie
Epiphany (Three Kings' Day and Orthodox Christmas) = Épiphanie et Noël orthodoxe
Europe Day = Journée de l’Europe
Evacuation Day = Fête de l’Évacuation
Father's Day = Fête des pères
Feast of Our Lady of Victories = Notre-Dame des Victoires
Feast of Saint Joseph = Saint-Joseph
Feast of Saint Paul's Shipwreck = Naufrage de saint Paul
Feast of Saint Peter and Saint Paul = Saint-Pierre et Saint-Paul
Feast of the Assumption = Assomption
Feast of the Immaculate Conception = Immaculée Conception
First Day of Summer = Premier jour de l’été
Flag and Independence Day = Fête du drapeau et de l’indépendance
Freedom Day = Fête de la liberté
German Unity Day = Jour de l’Unité allemande
Gibraltar National Day = Fête nationale
Glorifying Mother of God = Synaxe de la Mère de Dieu
Good Friday = Vendredi saint
Great Prayer Day = Grand jour de prière
Greek Independence Day = Indépendance de la Grèce
Green Monday = Lundi pur
Holiday of Spring and Labor = Fête du printemps et du travail
Holiday of Svetitskhovloba, Robe of Jesus = Svetitskhovloba, tunique du Christ
Holy Saturday = Samedi saint
Immaculate Conception = Immaculée Conception
Independence Day = Fête de l’Indépendance
Independence Day of the Republic of Belarus (Day of the Republic) = Indépendance du Bélarus
Independence Restoration Day = Rétablissement de l’indépendance
Independence and Unity Day = Fête de l’indépendance et de l’unité
Independent Czech State Restoration Day = Renouveau de l’État tchèque indépendant
Independent Czechoslovak State Day = Fondation de l’État tchécoslovaque
International Azerbaijanis Solidarity Day = Solidarité des Azerbaïdjanais du monde
International Children's Day = Journée internationale des enfants
International Labor Day = Fête du Travail
International Women's Day = Journée internationale des femmes
International Workers' Day = Fête du Travail
International Workers' Solidarity Day = Fête du Travail
Investiture of Captains Regent = Investiture des capitaines-régents
Islamic New Year = Nouvel an musulman
Jan Hus Day = Fête de Jan Hus
June Bank Holiday = Jour férié de juin
Juneteenth National Independence Day = Juneteenth
King's Birthday = Anniversaire du roi
King's Day = Fête du roi
Labor Day = Fête du Travail
Labor Day and International Workers' Solidarity Day = Fête du Travail
Labor and Solidarity Day = Fête du travail et de la solidarité
Last Day of the Year = Dernier jour de l’année
Late Summer Bank Holiday = Jour férié de fin d’été
Liberation Day = Fête de la Libération
Macedonian Revolutionary Struggle Day = Lutte révolutionnaire macédonienne
Martin Luther King Jr. Day = Jour de Martin Luther King
Martyrs' Day = Journée des Martyrs
Maundy Thursday = Jeudi saint
May Bank Holiday = Jour férié de mai
May Day = Fête du Travail
May Day Bank Holiday = Jour férié du 1er mai
Memorial Day = Memorial Day
Midsummer Day = Saint-Jean
Midsummer Eve = Veille de la Saint-Jean
Mother Teresa Canonization Day = Canonisation de Mère Teresa
Mother's Day = Fête des mères
Municipal elections = Élections municipales
Name Day of the Holy Father = Fête du Saint-Père
National Day = Fête nationale
National Day of the Third of May = Fête nationale du 3 mai
National Flag Day = Fête du drapeau
National Independence Day = Fête de l’Indépendance
National Language Day = Fête de la langue nationale
National Liberation Day = Fête de la libération nationale
National Sovereignty and Children's Day = Souveraineté nationale et enfants
National Unity Day = Fête de l’unité nationale
National Uprising Day = Fête de l’insurrection nationale
National Youth Day = Fête nationale de la jeunesse
Nativity of Mary = Nativité de Marie
New Year Holidays = Vacances du Nouvel An
New Year's Day = Jour de l’an
New Year's Eve = Saint-Sylvestre
Njegos Day = Fête de Njegoš
Non-working day = Jour chômé
Nowruz Day = Norouz
October Bank Holiday = Jour férié d’octobre
October Revolution Day = Révolution d’Octobre
Ohi Day = Fête du Non
Orthodox Christmas Day = Noël orthodoxe
Orthodox Easter = Pâques orthodoxes
Orthodox Easter Sunday = Pâques orthodoxes
Orthodox Good Friday = Vendredi saint orthodoxe
Our Lady of Meritxell = Notre-Dame de Meritxell
Pentecost = Pentecôte
Pentecost Monday = Lundi de Pentecôte
Presidential elections = Élection présidentielle
Prešeren's Day, the Slovenian Cultural Holiday = Fête de Prešeren, fête de la culture
Prophet's Birthday = Mawlid
Public Holiday = Jour férié
Radunitsa (Day of Rejoicing) = Radonitsa
Reformation Day = Fête de la Réformation
Remembrance Day = Jour du Souvenir
Repentance and Prayer Day = Jour de pénitence et de prière
Republic Day = Fête de la République
Republic of Latvia Proclamation Day = Proclamation de la République de Lettonie
Republic of Moldova Independence Day = Indépendance de la Moldavie
Restoration of Independence Day = Rétablissement de l’indépendance
Revolution and Youth Day = Fête de la révolution et de la jeunesse
Russia Day = Fête de la Russie
Saint Andrew's Day = Saint-André
Saint Brigid's Day = Sainte-Brigitte
Saint Clement of Ohrid Day = Saint-Clément d’Ohrid
Saint Francis of Assisi, Patron Saint of Italy = Saint-François d’Assise
Saint George's Day = Saint-Georges
Saint George's Day, Day of the Bulgarian Army = Saint-Georges, fête de l’armée
Saint John the Baptist = Saint-Jean-Baptiste
Saint John the Evangelist's Day = Saint-Jean l’Évangéliste
Saint Joseph the Worker's Day = Saint-Joseph artisan
Saint Joseph's Day = Saint-Joseph
Saint Marinus' Day, Anniversary of the Founding of the Republic = Saint-Marin, fondation de la République
Saint Olaf's Day = Saint-Olaf
Saint Patrick's Day = Saint-Patrick
Saint Stephen's Day = Saint-Étienne
Saints Cyril and Methodius Day = Saints Cyrille et Méthode
Saints Peter and Paul's Day = Saint-Pierre et Saint-Paul
Second Day of Christmas = Lendemain de Noël
Sette Giugno = Sette Giugno
Slovak National Uprising Anniversary = Insurrection nationale slovaque
Solemnity of Holy Trinity = Sainte Trinité
Solemnity of Mary, Mother of God = Sainte Marie, Mère de Dieu
Solemnity of Pentecost = Pentecôte
Spring Bank Holiday = Jour férié de printemps
Spring Festival = Fête du printemps
State Foundation Day = Fondation de l’État
Statehood Day = Fête de l’État
Struggle for Freedom and Democracy Day = Lutte pour la liberté et la démocratie
Struggle for Freedom and Democracy Day and International Students' Day = Lutte pour la liberté et la démocratie
Summer Bank Holiday = Jour férié d’été
Summer Day = Fête de l’été
TT Bank Holiday = Jour férié du Tourist Trophy
Thanksgiving Day = Thanksgiving
The visit of His Majesty King Charles III and Queen Camilla = Visite du roi Charles III
Tynwald Day = Fête du Tynwald
Unification Day = Fête de l’unification
Unification of the Romanian Principalities Day = Union des principautés roumaines
Unity Day = Fête de l’unité
Veterans Day = Jour des anciens combattants
Victory Day = Fête de la Victoire
Victory Day and Commemoration of the heroes fallen for Independence of Fatherland = Fête de la Victoire et des héros de l’indépendance
Victory and Homeland Thanksgiving Day and Croatian Veterans Day = Fête de la Victoire et de la gratitude nationale
Victory and Peace Day = Fête de la victoire et de la paix
Victory over Fascism Day = Victoire sur le fascisme
Washington's Birthday = Anniversaire de Washington
Winter Midterm Bank Holiday = Jour férié de mi-hiver
Women's Day = Journée des femmes
Worker's Day = Fête du Travail
Workers' Day = Fête du Travail
Workers' Memorial Day = Journée du souvenir des travailleurs
World Children's Day = Journée mondiale des enfants
Åland's Autonomy Day = Autonomie d’Åland
75th anniversary of the East German uprising of 1953 = 75e anniversaire du soulèvement de 1953
New Year Holiday = Lendemain du jour de l’an
Scotland's participation in the FIFA World Cup final = Participation de l’Écosse à la Coupe du monde
80th anniversary of the liberation from Nazism and the end of the Second World War in Europe = 80e anniversaire de la Libération
""".strip().splitlines())

HEAD = f"""# Public holidays of {YEARS[0]} to {YEARS[-1]}. Written by xtask/public_holidays.py: change that, not this.
# Days from the package `holidays` {holidays.__version__}, MIT License, Copyright (c) Vacanza Team and individual contributors
# (https://github.com/vacanza/holidays):
#   Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
#   files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
#   modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software
#   is furnished to do so, subject to the following conditions: The above copyright notice and this permission notice shall be
#   included in all copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND,
#   EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
#   NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY,
#   WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR
#   OTHER DEALINGS IN THE SOFTWARE.
#
# @REGION PARENT|French|English    a region; its days are the parent's, where one is named, and those that follow
# WHEN…|French|English             MMDD every year · eN days after Easter · oN after Orthodox Easter · YYMMDD that day
"""

SUFFIX = re.compile(
    r"\s*\((observ|estim|substitut|in lieu|report|jour de|décalé)[^)]*\)$"
)


def bare(name):
    return SUFFIX.sub("", name).strip()


def tidy(name):
    name = name.replace("'", "’").replace("|", "/")
    return name[:1].upper() + name[1:]


def named(country, part, language):
    days = {}
    kwargs = {"language": language} if language else {}
    for day, _ in holidays.country_holidays(country, subdiv=part, years=YEARS, **kwargs).items():
        days[day] = None
    listed = holidays.country_holidays(country, subdiv=part, years=YEARS, **kwargs)
    return {day: listed.get_list(day) for day in sorted(days) if day.year in YEARS}


missing = set()
learnt = {}


def both(country, part):
    """French and English names, with the days of each."""
    known = holidays.country_holidays(country, years=2024).supported_languages
    english = next((code for code in ("en_US", "en_GB") if code in known), None)
    french = next((code for code in known if code.startswith("fr")), None)
    by_day = named(country, part, english)
    by_day_fr = named(country, part, french) if french else None
    # Two names of one day come in the order of each language: which is which is learnt from days that have one.
    said = FRENCH if by_day_fr is None else learnt.setdefault(country, {})
    for count in (1, 2) if by_day_fr is not None else ():
        for day, names in by_day.items():
            unsaid = [name for name in map(bare, names) if name not in said]
            others = [name for name in map(bare, by_day_fr[day]) if name not in said.values()]
            if len(names) <= count and len(unsaid) == 1 and others:
                said[unsaid[0]] = others[0]
            elif len(names) == 1 and unsaid:
                said[unsaid[0]] = bare(by_day_fr[day][0])
    found = {}
    for day, names in by_day.items():
        for name in map(bare, names):
            if name not in said:
                missing.add(f"{country} {name}")
                continue
            ours = name if country == "US" else name.replace("Labor", "Labour")
            found.setdefault((tidy(said[name]), tidy(ours)), set()).add(day)
    return found


def when(days):
    """The rules and dates that say a set of days."""
    said, left = [], set(days)
    for mark, of_easter in (("", None), ("e", EASTER_WESTERN), ("o", EASTER_ORTHODOX)):
        def rule(day):
            if of_easter is None:
                return day.strftime("%m%d")
            after = (day - easter(day.year, of_easter)).days
            return f"{mark}{after}" if abs(after) <= 70 else None
        years = {}
        for day in left:
            if rule(day) is not None:
                years.setdefault(rule(day), set()).add(day.year)
        for key in sorted(key for key, held in years.items() if len(held) == len(YEARS)):
            said.append(key)
            left = {day for day in left if rule(day) != key}
    return " ".join(said + [day.strftime("%y%m%d") for day in sorted(left)])


def lines(found):
    rows = [(min((day.month, day.day) for day in days), names, when(days)) for names, days in found.items()]
    return [f"{dates}|{names[0]}|{names[1]}" for _, names, dates in sorted(rows, key=lambda row: (row[0], row[1]))]


def main():
    out = [HEAD.rstrip("\n")]
    fr, en = dict(Locale("fr").territories), dict(Locale("en").territories)
    fr["FR"], en["FR"] = "France métropolitaine", "Mainland France"
    for country in COUNTRIES:
        whole = both(country, None)
        out.append(f"@{country}|{tidy(fr[country])}|{tidy(en[country])}")
        out += lines(whole)
        for part, (french, english) in PARTS.get(country, {}).items():
            own = both(country, part)
            is_more = all(days <= own.get(names, set()) for names, days in whole.items())
            if is_more:
                own = {names: days - whole.get(names, set()) for names, days in own.items()}
                own = {names: days for names, days in own.items() if days}
            out.append(f"@{country}-{part}{' ' + country if is_more else ''}|{tidy(french)}|{tidy(english)}")
            out += lines(own)
    if missing:
        sys.exit("no French for: " + "; ".join(sorted(missing)))
    print("\n".join(out))


if __name__ == "__main__":
    main()
