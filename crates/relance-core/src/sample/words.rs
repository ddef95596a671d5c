//! Words to invent French prospects with.

/// First names, and whether they are a woman's.
pub(super) const FIRST_NAMES: [(&str, bool); 64] = [
    ("Léa", true), ("Hugo", false), ("Camille", true), ("Théo", false), ("Inès", true), ("Nathan", false),
    ("Chloé", true), ("Lucas", false), ("Manon", true), ("Jules", false), ("Zoé", true), ("Arthur", false),
    ("Maëlys", true), ("Yanis", false), ("Élodie", true), ("François", false), ("Océane", true), ("Rémi", false),
    ("Anaïs", true), ("Benoît", false), ("Clémence", true), ("Loïc", false), ("Noémie", true), ("Gaël", false),
    ("Aurélie", true), ("Sébastien", false), ("Amandine", true), ("Jérôme", false), ("Hélène", true), ("Cédric", false),
    ("Valérie", true), ("Stéphane", false), ("Sandrine", true), ("Frédéric", false), ("Nathalie", true), ("Olivier", false),
    ("Isabelle", true), ("Laurent", false), ("Véronique", true), ("Philippe", false), ("Agnès", true), ("Xavier", false),
    ("Mélanie", true), ("Mickaël", false), ("Solène", true), ("Thibault", false), ("Pauline", true), ("Maxime", false),
    ("Sarah", true), ("Karim", false), ("Fatou", true), ("Mehdi", false), ("Leïla", true), ("Antoine", false),
    ("Bérénice", true), ("Grégoire", false), ("Justine", true), ("Quentin", false), ("Louise", true), ("Adrien", false),
    ("Jeanne", true), ("Jean-Pierre", false), ("Marie-Claire", true), ("Pierre-Yves", false),
];

pub(super) const LAST_NAMES: [&str; 64] = [
    "Martin", "Bernard", "Thomas", "Petit", "Robert", "Richard", "Durand", "Dubois", "Moreau", "Laurent", "Simon",
    "Michel", "Lefèvre", "Leroy", "Roux", "David", "Bertrand", "Morel", "Fournier", "Girard", "Bonnet", "Dupont",
    "Lambert", "Fontaine", "Rousseau", "Vincent", "Müller", "Faure", "André", "Mercier", "Blanc", "Guérin", "Boyer",
    "Garnier", "Chevalier", "François", "Legrand", "Gauthier", "Garcia", "Perrin", "Robin", "Clément", "Morin",
    "Nicolas", "Henry", "Roussel", "Mathieu", "Gautier", "Masson", "Marchand", "Duval", "Denis", "Dumont", "Marie",
    "Lemaire", "Noël", "Meyer", "Dufour", "Meunier", "Brun", "Blanchard", "Giraud", "Joly", "de La Tour",
];

pub(super) const COMPANY_STARTS: [&str; 32] = [
    "Atelier", "Cabinet", "Maison", "Groupe", "Ateliers", "Imprimerie", "Menuiserie", "Boulangerie", "Transports",
    "Clinique", "Agence", "Studio", "Conseil", "Logistique", "Énergie", "Bâtiment", "Hôtel", "Domaine", "Pharmacie",
    "Laboratoire", "Brasserie", "Papeterie", "Garage", "Librairie", "Fonderie", "Textiles", "Optique", "Verrerie",
    "Scierie", "Traiteur", "Édition", "Assurances",
];

pub(super) const COMPANY_ENDS: [&str; 32] = [
    "Nord", "Vauban", "Kermarec", "Novalis", "Périscope", "Tandem", "Helio", "Lumen", "Atlantique", "du Port",
    "des Halles", "Saint-Michel", "Belleville", "Garonne", "Armor", "Alpina", "Mistral", "Océan", "Confluence", "Étoile",
    "Rivoli", "Bastide", "Cévennes", "Sologne", "Opale", "Vercors", "Camargue", "Lorraine", "Provence", "Bretagne",
    "des Lices", "Montaigne",
];

/// Cities with a postcode.
pub(super) const CITIES: [(&str, &str); 24] = [
    ("Paris", "75011"), ("Lyon", "69003"), ("Marseille", "13006"), ("Toulouse", "31000"), ("Nice", "06000"),
    ("Nantes", "44000"), ("Montpellier", "34000"), ("Strasbourg", "67000"), ("Bordeaux", "33000"), ("Lille", "59000"),
    ("Rennes", "35000"), ("Reims", "51100"), ("Saint-Étienne", "42000"), ("Le Havre", "76600"), ("Grenoble", "38000"),
    ("Dijon", "21000"), ("Angers", "49000"), ("Nîmes", "30000"), ("Clermont-Ferrand", "63000"), ("Tours", "37000"),
    ("Limoges", "87000"), ("Annecy", "74000"), ("Metz", "57000"), ("Besançon", "25000"),
];

pub(super) const JOBS: [&str; 20] = [
    "Responsable achats", "Directrice générale", "Gérant", "Directeur commercial", "Responsable informatique",
    "Directrice marketing", "Directeur financier", "Responsable des ressources humaines", "Chef de projet",
    "Office manager", "Directrice des opérations", "Responsable logistique", "Président", "Responsable qualité",
    "Acheteuse", "Directeur technique", "Responsable d’agence", "Associée", "Responsable communication",
    "Directeur de site",
];

pub(super) const SOURCES: [&str; 8] = [
    "Salon Lyon 2026", "Recommandation", "Site web", "LinkedIn", "Appel entrant", "Annuaire", "Ancien client",
    "Salon Paris 2026",
];

pub(super) const SECTORS: [&str; 12] = [
    "Mobilier", "Conseil", "Bâtiment", "Santé", "Agroalimentaire", "Transport", "Énergie", "Hôtellerie", "Édition",
    "Industrie", "Commerce", "Services",
];

pub(super) const TAGS: [&str; 6] = ["PME", "Décideur", "Prioritaire", "Salon", "À qualifier", "Partenaire"];

pub(super) const NOTES: [&str; 8] = [
    "Budget validé en décembre. Décideur : M. Morel (DAF).",
    "Souhaite être rappelée lundi à 14 h.",
    "Déjà équipé, contrat jusqu’en mars.",
    "A demandé une documentation au salon.",
    "Compare avec deux concurrents ; le délai compte plus que le prix.",
    "Projet de 40 postes, à chiffrer avant la fin du mois.",
    "Préfère les e-mails, ne répond pas au téléphone.",
    "Recommandé par un client de Nantes.",
];
