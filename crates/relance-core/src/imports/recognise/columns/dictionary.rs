//! The words of headers, folded: French, English, and what HubSpot, Salesforce, Pipedrive,
//! LinkedIn, Google, Outlook, Apollo and lemlist write.

/// Words that say nothing of which field it is.
pub const NOISE: [&str; 44] = [
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "l",
    "d",
    "of",
    "the",
    "a",
    "en",
    "un",
    "une",
    "n",
    "no",
    "contact",
    "contacts",
    "prospect",
    "prospects",
    "client",
    "lead",
    "leads",
    "person",
    "personne",
    "principal",
    "principale",
    "primary",
    "main",
    "pro",
    "professionnel",
    "professionnelle",
    "work",
    "business",
    "bureau",
    "value",
    "champ",
    "field",
    "associated",
    "associe",
    "associee",
    "your",
    "votre",
    "mailing",
];

/// Headers that are known and are no field.
pub const IGNORED: &str = "code commune|code insee|code insee commune|insee|codgeo|depcom|numcom|num commune|numero commune|numepci|nomepci|epci|code epci|siren epci|numdep|nomdep|id|record id|contact id|lead id|account id|company id|deal id|identifiant|identifiant contact|ref|reference|uuid|guid\
|created at|create date|created date|created on|creation date|date de creation|date creation|cree le|date d ajout|date ajout|added on|date added\
|updated at|modified|last modified|last modified date|date de modification|derniere modification|modifie le|maj|date maj|connected on\
|middle name|deuxieme prenom|suffix|suffixe|name suffix|nickname|surnom|initials|initiales|phonetic first name|phonetic last name|file as|maiden name\
|nom de jeune fille|birthday|date de naissance|anniversaire|ne le|age|fax|telecopie|telecopieur|fax number|business fax|home fax|company linkedin url|linkedin entreprise\
|linkedin company|linkedin de l entreprise|page linkedin|linkedin societe|company linkedin|linkedin company page|facebook|facebook url|twitter|twitter url|instagram|skype|photo|avatar|avatar url|picture\
|e mail type|type de messagerie|e mail display name|nom complet de l adresse de messagerie|opt in|optin|email opt in|consentement|consent|rgpd|gdpr\
|state|state region|region|province|departement|department|service|etat|state province|mailing state province|timezone|fuseau horaire|language|langue|seniority|departments\
|email status|statut email|email verification|annual revenue|chiffre d affaires|ca|ca annuel|revenue|score|lead score|hubspot score|likelihood|probabilite|probability\
|date de relance|prochaine relance|next activity date|prochaine action|next step|rappel|date de rappel|date rappel|rdv|date de rdv|latitude|longitude|effectif groupe|deal name|deal title\
|nom de l affaire|nom de la transaction|opportunity name|nom de l opportunite|pipeline|associated company ids|associated contact ids|associated contact|associated deal|manager|assistant|reports to";

/// A header with one of these words, not known as a whole, is no field.
pub const IGNORED_WORDS: [&str; 40] = [
    "fax",
    "telecopie",
    "telecopieur",
    "type",
    "label",
    "id",
    "ids",
    "birthday",
    "naissance",
    "anniversaire",
    "photo",
    "avatar",
    "facebook",
    "twitter",
    "instagram",
    "skype",
    "middle",
    "phonetic",
    "suffix",
    "suffixe",
    "created",
    "creation",
    "modified",
    "modification",
    "updated",
    "optin",
    "consent",
    "consentement",
    "latitude",
    "longitude",
    "score",
    "assistant",
    "manager",
    "timezone",
    "password",
    "hash",
    "count",
    "mot",
    "iban",
    "tva",
];

/// Field, and the phrases that mean it.
pub const PHRASES: &[(&str, &str)] = &[
    (
        "civility",
        "civilite|civ|titre de civilite|salutation|genre|sexe|gender|civility|name prefix|prefixe|prefix|honorific|politesse|m mme",
    ),
    (
        "first_name",
        "prenom|first name|firstname|given name|forename|prenoms|prenom contact|prenom du contact|prenom usuel|fname|vorname|nombre",
    ),
    (
        "last_name",
        "nom de famille|last name|lastname|family name|surname|nom usuel|nom d usage|lname|nachname|apellido|apellidos|patronyme|nom famille",
    ),
    (
        "full_name",
        "nom complet|full name|fullname|nom et prenom|nom prenom|prenom nom|prenom et nom|nom prenoms|contact name|contact|interlocuteur|nom de l interlocuteur|display name|nom affiche|personne|person|person name|lead name|contact person|contact principal|decideur|nom du dirigeant|dirigeant|gerant|nom affichage|nom et prenoms|referent",
    ),
    (
        "job_title",
        "fonction|poste|job title|jobtitle|title job|position|intitule du poste|intitule de poste|titre du poste|job|role|metier|profession|qualite|titre professionnel|job position|emploi|organization title|organization 1 title|headline|poste occupe|fonction du contact|contact title|occupation|current position",
    ),
    (
        "email",
        "email|e mail|mail|courriel|adresse email|adresse e mail|adresse mail|adresse de messagerie|email address|e mail address|adresse courriel|adresse electronique|mel|emails|email pro|email professionnel|mail pro|work email|email work|person email|personne e mail|e mail value|messagerie|email contact|primary email|email personnel|personal email|email perso|home email|other email|secondary email|email secondaire|autre email|lead email|mail contact|adresses mail|email 1|verified email|business email|company email|person email work|person email home|person email other|email addresses|contact email",
    ),
    (
        "phone",
        "telephone|tel|phone|phone number|numero de telephone|tel fixe|telephone fixe|fixe|ligne directe|tel direct|telephone bureau|tel bureau|business phone|work phone|office phone|numero|telephone pro|tel pro|phone value|numeros de telephone|telephone 1|home phone|telephone domicile|tel domicile|company phone|corporate phone|standard|person phone|personne telephone|direct phone|work direct phone|numero tel|n tel|n de telephone|n telephone|phone work|other phone|telephone societe|tel societe|telephone professionnel|tel standard|coordonnees telephoniques|person phone work|person phone home|person phone other|phone numbers|contact phone",
    ),
    (
        "mobile",
        "mobile|portable|tel mobile|telephone mobile|mobile phone|tel portable|telephone portable|cell|cell phone|cellulaire|gsm|numero de portable|numero de mobile|mobile number|mobile phone number|port|phone mobile|tel port|person phone mobile|cellphone|whatsapp|numero mobile|n portable|n mobile",
    ),
    (
        "company",
        "societe|entreprise|company|company name|organisation|organization|organization name|raison sociale|nom de la societe|nom de l entreprise|nom societe|nom entreprise|account|account name|compte|nom du compte|employeur|employer|etablissement|enseigne|denomination|denomination sociale|nom commercial|structure|companyname|organisation nom|associated company|entreprise associee|client societe|company account|nom de l organisation|business name|societe cliente|firma|empresa|azienda|nom de l etablissement|nom de la structure|nom organisation|current company|raison sociale client|nom enseigne|primary company|company name for emails|cabinet|agence|denomination unite legale",
    ),
    (
        "company_domain",
        "domaine|domain|nom de domaine|company domain|company domain name|domain name|nom de domaine de l entreprise|domaine entreprise|domaine email|website domain|domaine web",
    ),
    ("siren", "siren|numero siren|n siren|no siren|code siren|num siren|rcs|siren entreprise"),
    ("siret", "siret|numero siret|n siret|no siret|code siret|num siret|siret siege|siret etablissement"),
    (
        "legal_form",
        "forme juridique|legal form|statut juridique|categorie juridique|type de societe|forme sociale|legal structure|nature juridique",
    ),
    (
        "company_size",
        "effectif|effectifs|nombre de salaries|nb salaries|nombre d employes|nb employes|employees|number of employees|company size|taille|taille entreprise|taille de l entreprise|tranche d effectif|tranche effectif|tranche effectifs|salaries|headcount|no of employees|employes|nombre employes|num employees|staff|taille de la societe|company headcount|numemployees",
    ),
    (
        "company_address",
        "adresse|address|adresse postale|street|rue|street address|adresse 1|address 1|address line 1|mailing street|business street|rue bureau|company address|adresse complete|voie|address 1 formatted|adresse entreprise|adresse societe|adresse du siege|siege social|billing street|organization address|numero et rue|adresse ligne 1|full address|formatted address|adresse de l entreprise|libelle voie",
    ),
    (
        "stage",
        "statut|status|etape|stage|lead status|statut du lead|phase|lifecycle stage|deal stage|phase du cycle de vie|etat d avancement|avancement|statut prospect|statut commercial|pipeline stage|etape du pipeline|statut du prospect|phase de la transaction|affaire etape|etape commerciale|maturite|opportunity stage|statut client|statut contact|contact status",
    ),
    (
        "owner",
        "commercial|proprietaire|owner|contact owner|lead owner|account owner|assigne a|assigned to|responsable|suivi par|vendeur|charge d affaires|proprietaire du contact|proprietaire du compte|deal owner|company owner|gestionnaire|sales rep|attribue a|charge de clientele|en charge|ingenieur commercial|salesperson|hubspot owner|commercial en charge|commercial referent|affecte a|account manager|proprietaire de la piste|opportunity owner|record owner|responsable commercial|bdr|sdr",
    ),
    (
        "tags",
        "tags|tag|etiquettes|etiquette|labels|mots cles|mot cle|keywords|categories|groupes|group membership|groups|segment|segments|listes|liste|lists|libelles|labels contact|hashtags|categorie|category",
    ),
    (
        "source",
        "source|origine|lead source|provenance|canal|origine du lead|source du lead|original source|source contact|origine contact|canal d acquisition|canal acquisition|source d origine|origine de la piste|acquisition|source prospect|how did you hear|first source|comment nous avez vous connu|apporteur",
    ),
    (
        "sector",
        "secteur|secteur d activite|secteur activite|industry|industrie|activite|branche|domaine d activite|sector|activite principale|libelle naf|libelle ape|code naf|code ape|naf|ape|market|marche|filiere|company industry|vertical|activites",
    ),
    (
        "city",
        "ville|city|commune|localite|town|mailing city|business city|ville bureau|address city|address 1 city|billing city|company city|ville entreprise|ville societe|home city|ville domicile|libelle commune|nom commune|nom de la commune|nomcom|bureau distributeur|ort|ciudad",
    ),
    (
        "postcode",
        "code postal|cp|zip|zip code|postal code|postcode|zipcode|code postal bureau|mailing zip postal code|zip postal code|business postal code|address 1 postal code|codepostal|billing zip postal code|post code|c p|company postal code|code postal domicile|home postal code|plz",
    ),
    (
        "country",
        "pays|country|pays region|country region|mailing country|business country region|address 1 country|billing country|company country|pays bureau|pays region bureau|nation|home country region|pays region domicile|business country|code pays|country code|land|pais",
    ),
    (
        "site",
        "site|site web|website|site internet|web|url|page web|web page|website url|www|url du site|url site|adresse web|website value|company website|lien site|site web entreprise|homepage|url site web|adresse du site|company url|website 1 value|web site",
    ),
    (
        "linkedin_url",
        "linkedin|linkedin url|profil linkedin|linkedin profile|url linkedin|person linkedin url|lien linkedin|linkedin profile url|linkedinurl|page profil linkedin|linkedin bio|linkedin link|compte linkedin|contact linkedin|hs linkedin url|linkedin contact",
    ),
    (
        "value",
        "montant|valeur|amount|value|deal value|budget|montant estime|valeur estimee|estimated value|opportunite|deal amount|montant opportunite|potentiel|affaire valeur|montant de l affaire|montant de la transaction|montant devis|panier|valeur potentielle|potentiel ca|ca potentiel|montant potentiel|ca estime|expected revenue|montant ht|montant prevu|prix|montant eur|valeur du deal|valeur opportunite|estimation",
    ),
    ("currency", "devise|currency|monnaie|currency code|code devise|deal currency of value|devise montant"),
    (
        "expected_close_on",
        "date de cloture|signature prevue|expected close|close date|expected close date|date de cloture prevue|closing date|closing|date closing|echeance|date de signature|date de signature prevue|date prevue|date de fermeture|expected closing date|date d echeance|deal expected close date|cloture prevue|date cloture|date signature|date prevue de cloture|decision date|date de decision|closedate|date estimee de signature",
    ),
    (
        "notes",
        "notes|note|commentaire|commentaires|remarque|remarques|observation|observations|description|comments|comment|memo|infos|informations|information|details|compte rendu|historique|bio|background|note interne|infos complementaires|remarks|bemerkung|message|divers|summary",
    ),
    (
        "last_interaction_at",
        "dernier contact|derniere interaction|last activity date|last contacted|last contact|dernier echange|date dernier contact|date du dernier contact|date de dernier contact|last activity|derniere activite|date de derniere activite|last interaction|date derniere interaction|dernier appel|date dernier appel|last touch|last seen|contacte le|date de contact|date contact|last contacted date|date du dernier echange|date dernier echange|dernier rdv|date dernier rdv|last contact date|last modified activity|last engagement date",
    ),
    (
        "do_not_contact",
        "ne pas contacter|do not contact|do not call|opt out|optout|email opt out|desinscrit|desabonne|desinscription|unsubscribed|stop|blacklist|liste rouge|ne pas appeler|ne plus contacter|bloctel|opposition|desabonnement|unsubscribe|donotcontact|has opted out of email|refus de contact|opposition rgpd|unsubscribed from all email|ne plus demarcher|liste noire|do not email|liste d opposition",
    ),
];
