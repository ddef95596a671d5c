//! Tables of headers and cells, and what they are taken for.

use super::*;

fn of(text: &str) -> Recognition {
    let mut rows: Vec<Vec<String>> =
        text.lines().map(|line| line.split(';').map(str::to_owned).collect()).collect();
    let header = rows.remove(0);
    recognise(&header, &rows)
}

fn fields(recognition: &Recognition) -> Vec<&'static str> {
    recognition.columns.iter().map(|column| column.field.unwrap_or("-")).collect()
}

fn map(text: &str) -> String {
    fields(&of(text)).join(" ")
}

#[test]
fn french_headers() {
    for (text, found) in [
        (
            "Civilité;Prénom;Nom;Fonction;E-mail;Téléphone;Portable;Société;Ville;CP\nMme;Léa;Martin;DG;lea@acme.fr;01 23 45 67 89;06 12 34 56 78;Acme;Lyon;69001",
            "civility first_name last_name job_title email phone mobile company city postcode",
        ),
        (
            "Raison sociale;N° SIRET;SIREN;Forme juridique;Effectif;Secteur d’activité;Site web\nAcme SAS;73282932000074;732829320;SAS;12;Industrie;acme.fr",
            "company siret siren legal_form company_size sector site",
        ),
        (
            "Nom complet;Adresse mail;Tél.;Entreprise;Statut;Commercial;Étiquettes;Origine\nLéa Martin;lea@acme.fr;0612345678;Acme;Contacté;Paul;vip;Salon",
            "full_name email phone company stage owner tags source",
        ),
        (
            "Montant estimé;Devise;Date de clôture;Dernier contact;Ne pas contacter;Commentaires;Pays\n1 200 €;EUR;31/12/2026;01/02/2026;non;rappeler;France",
            "value currency expected_close_on last_interaction_at do_not_contact notes country",
        ),
        (
            "NOM;PRENOM;MAIL;TEL;ENTREPRISE;POSTE\nMARTIN;LÉA;lea@acme.fr;0612345678;ACME;DG",
            "last_name first_name email phone company job_title",
        ),
        (
            "Nom de l'entreprise;Nom du contact;Prénom du contact;Adresse e-mail professionnelle;Numéro de téléphone\nAcme;Martin;Léa;lea@acme.fr;0612345678",
            "company last_name first_name email phone",
        ),
        ("Date de création;Date de naissance;Fax;ID\n01/02/2026;01/02/1980;01 23 45 67 89;12", "- - - -"),
        ("Nom;Contact;Téléphone\nAcme;Léa Martin;0612345678", "company full_name phone"),
        ("Nom;Email\nLéa Martin;lea@acme.fr\nPaul Durand;paul@acme.fr", "full_name email"),
    ] {
        assert_eq!(map(text), found, "for {text:?}");
    }
}

#[test]
fn exports_of_known_tools() {
    for (text, layout, found) in [
        (
            "First Name;Last Name;URL;Email Address;Company;Position;Connected On\nLéa;Martin;https://www.linkedin.com/in/lea;lea@acme.fr;Acme;CEO;03 Mar 2026",
            Some("linkedin"),
            "first_name last_name linkedin_url email company job_title -",
        ),
        (
            "Record ID;First Name;Last Name;Email;Phone Number;Contact owner;Lead Status;Create Date;Associated Company\n1;Léa;Martin;lea@acme.fr;0612345678;Paul;New;2026-01-01 10:00;Acme",
            Some("hubspot"),
            "- first_name last_name email phone owner stage - company",
        ),
        (
            "First Name;Last Name;Title;Account Name;Email;Phone;Mobile;Mailing City;Mailing Country;Lead Source;Email Opt Out\nLéa;Martin;CEO;Acme;lea@acme.fr;0123456789;0612345678;Lyon;France;Web;0",
            Some("salesforce"),
            "first_name last_name job_title company email phone mobile city country source do_not_contact",
        ),
        (
            "Person - Name;Person - Email;Person - Phone;Organization - Name;Deal - Title;Deal - Value;Deal - Currency of Value;Deal - Stage;Deal - Expected close date\nLéa Martin;lea@acme.fr;0612345678;Acme;Affaire;1200;EUR;Negotiation;2026-12-31",
            Some("pipedrive"),
            "full_name email phone company - value currency stage expected_close_on",
        ),
        (
            "Name;Given Name;Family Name;E-mail 1 - Type;E-mail 1 - Value;E-mail 2 - Value;Phone 1 - Type;Phone 1 - Value;Organization 1 - Name;Organization 1 - Title;Address 1 - City\nLéa Martin;Léa;Martin;Work;lea@acme.fr;lea@home.fr;Mobile;0612345678;Acme;CEO;Lyon",
            Some("google"),
            "- first_name last_name - email email - phone company job_title city",
        ),
        (
            "Titre;Prénom;Nom;Société;Service;Titre1;Ville (bureau);Code postal (bureau);Pays/Région (bureau);Télécopie (bureau);Téléphone (bureau);Tél. mobile;Adresse de messagerie;Notes\nMme;Léa;Martin;Acme;Ventes;DG;Lyon;69001;France;01 23 45 67 80;01 23 45 67 89;06 12 34 56 78;lea@acme.fr;vip",
            Some("outlook"),
            "civility first_name last_name company - job_title city postcode country - phone mobile email notes",
        ),
        (
            "First Name;Last Name;Job Title;Company;Business City;Business Phone;Mobile Phone;E-mail Address;Web Page\nLéa;Martin;CEO;Acme;Lyon;0123456789;0612345678;lea@acme.fr;http://acme.fr",
            Some("outlook"),
            "first_name last_name job_title company city phone mobile email site",
        ),
        ("a;b\n1;2", None, "- -"),
    ] {
        let recognition = of(text);
        assert_eq!(
            (recognition.layout, fields(&recognition).join(" ").as_str()),
            (layout, found),
            "for {text:?}"
        );
    }
}

#[test]
fn columns_without_a_header_are_told_by_their_cells() {
    let text = ";;;;;;;\nMme;Léa;Martin;lea@acme.fr;06 12 34 56 78;https://fr.linkedin.com/in/lea;Acme SAS;73282932000074\nM.;Paul;Durand;paul@boreal.fr;06 12 34 56 79;https://fr.linkedin.com/in/paul;Boréal SARL;35600000000048";
    let recognition = of(text);
    assert_eq!(
        fields(&recognition).join(" "),
        "civility first_name - email mobile linkedin_url company siret"
    );
    assert!(recognition.columns.iter().all(|column| matches!(column.why, Why::Content | Why::None)));
    let lost_zero = of("A;B\n612345678;1000\n712345678;69001\n612345679;6000");
    assert_eq!(fields(&lost_zero), ["mobile", "postcode"]);
    assert!(lost_zero.columns[1].check, "a bare number of four digits is to be checked");
}

#[test]
fn further_emails_and_phones_are_additional() {
    let recognition = of(
        "Nom;Email;Email 2;Tél;Tél 2;Tél 3;Truc\nMartin;a@b.fr;c@d.fr;0123456789;0123456788;0123456787;e@f.fr",
    );
    assert_eq!(fields(&recognition).join(" "), "last_name email email phone phone phone email");
    let additional: Vec<bool> = recognition.columns.iter().map(|column| column.additional).collect();
    assert_eq!(additional, [false, false, true, false, true, true, true]);
}

#[test]
fn cells_that_contradict_the_header_make_it_doubtful() {
    let recognition = of("Email;Téléphone\n0612345678;lea@acme.fr\n0612345679;paul@acme.fr");
    assert_eq!(fields(&recognition).join(" "), "mobile email");
    let recognition = of("Siret\nabc\ndef");
    assert!(recognition.columns[0].check || recognition.columns[0].field.is_none());
}

#[test]
fn sure_guesses_are_sure_and_show_samples() {
    let recognition =
        of("Email;Date de clôture;Objet\nlea@acme.fr;03/04/2026;x\nlea@acme.fr;05/06/2026;y\n;;z");
    let email = &recognition.columns[0];
    assert!(email.confidence > 0.95 && !email.check);
    assert_eq!(
        (email.why, email.filled, email.samples.as_slice()),
        (Why::Both, 2, &["lea@acme.fr".to_owned()][..])
    );
    let close = &recognition.columns[1];
    assert_eq!(close.dates.as_ref().and_then(|dates| dates.ambiguous.as_deref()), Some("03/04/2026"));
    assert_eq!((recognition.columns[2].field, recognition.columns[2].why), (None, Why::None));
}

#[test]
fn addresses_of_colleagues_are_not_the_prospects() {
    assert_eq!(map("Email;Contact owner;Commercial\na@b.fr;me@us.fr;you@us.fr"), "email owner -");
}

#[test]
fn foreign_phones_stay_phones() {
    assert_eq!(
        map("Phone;Mobile Phone\n(415) 293-3313;740.645.3807\n980-494-7423;659-980-2015"),
        "phone mobile"
    );
}

#[test]
fn words_that_mean_a_field_only_alone() {
    assert_eq!(map("First;Last;Sales\nLéa;Martin;Jane Doe"), "first_name last_name owner");
    assert_eq!(map("Email;Last order;Last campaign;Sales 2025\na@b.fr;A12;Spring;1200"), "email - - -");
    assert_eq!(map("Email;Sales\na@b.fr;1200.50\nc@d.fr;3400.75"), "email -");
    assert_eq!(map("Emails;Cities;Countries\na@b.fr;Modesto;France"), "email city country");
}

#[test]
fn codes_of_communes_are_no_postcodes() {
    assert_eq!(map("NUMCOM;NOMCOM;Code INSEE\n01001;Lyon;01001\n01002;Nice;01002"), "- city -");
}

#[test]
fn opt_in_is_never_taken_for_opt_out() {
    assert_eq!(map("Email;Opt-in;Consentement RGPD;Opt-out\na@b.fr;oui;oui;non"), "email - - do_not_contact");
}

#[test]
fn every_phrase_belongs_to_a_known_field() {
    for (field, phrases) in dictionary::PHRASES {
        assert!(FIELDS.contains(field), "{field}");
        for phrase in phrases.split('|') {
            assert_eq!(crate_fold(phrase), phrase, "phrases are folded");
        }
    }
}

fn crate_fold(text: &str) -> String {
    crate::values::fold(text)
}
