//! Common first names of people in France and around, by which a column of first names, or the
//! order of a full name, is told. Typed for this purpose; not a statistic.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::text::fold;

/// Folded, in order.
const NAMES: &str = "\
     aaron abdel abdou abdoulaye adam adama adele adeline adrien agathe agnes ahmed aicha aime aissa alain alan alassane albane \
     albert alberto alessandro alessia alex alexandra alexandre alexis alfred ali alice alicia aline aliou alison alix allan alma \
     alois alphonse amadou amandine amaury ambre amel amelie amina amine amir ana anais anass anatole andre andrea andreas andree \
     andreea andrew ange angela angele angelina angelique anita anja anke ann anna annabelle anne annick annie anouk anthony \
     antoine antoinette antonella antonin antonio apolline ariane aristide arlette armand armelle arnaud arsene arthur astrid \
     aubin aude audrey auguste augustin aure aurelie aurelien aurore ava axel axelle aymeric ayoub aziz baptiste barbara bartosz \
     basile bastien beat beatrice ben benedicte benjamin benoit bernadette bernard berthe bertrand bianca bilal birgit blaise \
     blanche bob boris boubacar brahim brandon brice brigitte bruno bryan camille capucine carine carl carla carlos carmen carole \
     caroline caterina catherine cecile cecilia cedric celestin celia celine chantal charlene charles charlie charlotte cheikh \
     chiara chloe christel christelle christian christiane christine christophe christopher claire clara clarisse claude claudette \
     claudia claudine clea clelia clemence clement clementine cleo clothilde colette colin come constance coralie corentin corinne \
     cyprien cyril cyrill cyrille daisy dalila damien dan daniel daniela daniele danielle dany daphne david davide dean deborah \
     delphine denis denise diana diane didier diego dieter dimitri dina dirk djamel dominique donatien dorian doris dorothee dylan \
     edith edmond edouard edward edwige elea elena eleonore eli elia eliane elias elie eliott elisa elisabeth elisabetta elise \
     eliza elizabeth elke ella ellen elliot elodie eloi eloise elsa elvire emanuel emeline emeric emil emile emilia emilie emilien \
     emily emma emmanuel emmanuelle emy enzo eric erica erika ernest erwan esteban estelle esther ethan etienne eugene eugenie eva \
     evan evelyne ewen fabien fabienne fabio fabiola fabrice fanny farid fatiha fatima fatma fatou faustine federica felicie felix \
     ferdinand fernand fiona flavie flavien flora florence florent florentin florian floriane fouad francesca francesco francine \
     francis francisco franck francois francoise frank franz frederic frederick frederique gabin gabriel gabriele gabrielle gael \
     gaelle gaetan gaston gauthier gautier genevieve geoffrey geoffroy george georges georgette gerald geraldine gerard germain \
     germaine ghislain ghislaine gilbert gilberte gildas gilles ginette gino giorgio giovanni giulia giuseppe gladys gonzague \
     grace gregoire gregory guilhem guillaume gunter gustave guy gwenael gwenaelle gwendoline habib hadrien hafid hafsa hakim \
     hamid hamza hannah hans harold harry hassan hector heike heinz helen helena helene heloise henri henriette henry herbert \
     herve hicham honore honorine hubert hugo hugues ian ibrahim ida idriss ignace igor ilan ilhan ilyes imane ines ingrid irene \
     iris isaac isabel isabelle isaline isidore ismael issa ivan jacinthe jack jackie jacky jacob jacqueline jacques jade jalil \
     james jamila jane janine jasmine jason jean jeanine jeanne jeannine jeff jennifer jenny jens jeremie jeremy jerome jessica \
     jessie jill jim joachim joan joana joann joanna joao joaquin jocelyn jocelyne jochen joel joelle joey johan johann johanna \
     john johnny jonas jonathan jordan jorg jorge jose josefa joseph josephine josette joshua josiane joyce juan jude judith jules \
     julia julian juliana julie julien juliette jurgen justin justine kader kamel karen karim karima karin karine karl katarzyna \
     kate katherine kathleen katia kelly kenza kevin khadija khaled killian kim klaus krzysztof kurt kylian laetitia laila lamia \
     lara larry lars laszlo laura laure laureline laurence laurene laurent laurie laurine lea leandre leane leila lena lenny leo \
     leon leona leonard leonardo leonie leonore leopold leopoldine leslie lewis leyla liam lilian liliane lilou lily lina linda \
     line lionel lisa lise lisette livia lizzie loan loane loic lois lola lorena lorenzo lou louane louis louisa louise louka luca \
     lucas luce lucette lucia lucie lucien lucienne lucile lucille ludivine ludovic luigi luis luke luna lutz lydia lydie lyes \
     lyne mackenzie madeleine mael maelle maeva magali magalie maggie mahdi malek malik malika malo mamadou manfred manon manuel \
     manuela marc marceau marcel marcelle marcia marco marek margaret margaux margot marguerite maria mariam marianne marie \
     marielle mariette marilyne marin marina marine mario marion marius mark markus marlene martha marthe martin martine marvin \
     mary maryline maryse maryvonne massimo mateo matheo mathias mathieu mathilde mathis mathys matteo matthew matthias matthieu \
     maud maurice maurine max maxence maxime maximilien maya maylis medhi mehdi mehmet melanie melina melissa melodie melvin \
     mercedes michael michel michele micheline michelle mickael miguel mike mila milan milo mireille miriam mohamed mohammed moise \
     monica monika monique morgan morgane mouna mounir mourad moussa muriel mustafa mustapha myriam nabil nacer nada nadege nadia \
     nadine nadir naima nancy naomi nassim natacha natasha nathalie nathan nathanael nawal nawel nelly nelson nicholas nicolas \
     nicole nina nino noa noah noe noel noelie noelle noemie nolan nora norbert nour noureddine oceane octave odette odile olga \
     oliver olivia olivier omar ophelie orane oriane orlane oscar ousmane pablo paloma pamela paola paolo pascal pascale pascaline \
     patrice patricia patrick paul paula paule paulette pauline pawel pedro peggy penelope perrine peter petra philip philippe \
     philippine philomene pierre pierrette pierrick pietro piotr prosper prune quentin rabah rachel rachid rachida rafael rainer \
     ralf ralph ramon raoul raphael raphaelle raymond raymonde rebecca regine regis remi remy renaud rene renee reto riad ricardo \
     richard rita robert roberto robin rodolphe rodrigo rodrigue roger rokhaya roland rolande romain romane romeo romuald romy \
     ronan rosalie rose roseline rosemary rosine roxane roxanne ruben rudy rui russell ruth ryan sabine sabrina sacha sahra said \
     salim salma salome sam sami samia samir samira samuel samy sandra sandrine sandy sara sarah sasha saskia sean sebastian \
     sebastiano sebastien segolene selena selim selma serena serge sergio severine shana sharon shirley sibylle sidonie silke \
     silvia simon simone slimane sofia sofiane solange solene sonia sophia sophie soraya souad soumaya stanislas stefan stefano \
     stella stephan stephane stephanie stephen steve steven sue susan susanne suzanne sven sybille sylvain sylvette sylviane \
     sylvie tanguy tania tarik tariq tatiana teddy terry tessa thais thea theo theodore theophile therese thibaud thibault thibaut \
     thierry thomas thorsten tiago tiffany tim timothee timothy titouan tom tomas tomasz tony toussaint tristan ugo ulrich ulysse \
     urs ursula uwe valentin valentina valentine valeria valerie valery vanessa vera veronica veronique vicky victoire victor \
     victoria vincent viola violaine violette virgile virginie vivian viviane vivien volker wafa walid walter warren wassim wendy \
     wilfried wilhelm william willy wolfgang xavier yacine yael yan yanis yann yannick yannis yasin yasmin yasmina yasmine yassine \
     yolande youcef younes youri youssef yvan yves yvette yvon yvonne zacharie zahra zakaria zeinab zelie zineb zoe zohra zoubir";

/// True for a common first name, whatever its case and accents; a compound counts by its first part.
pub fn is_first_name(word: &str) -> bool {
    static SET: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let set = SET.get_or_init(|| NAMES.split_ascii_whitespace().collect());
    let folded = fold(word);
    let first = folded.split(' ').next().unwrap_or_default();
    set.contains(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_names_are_known_in_any_spelling() {
        for name in ["Léa", "LEA", "Jean-Pierre", "François", "noël", "Mélodie"] {
            assert!(is_first_name(name), "{name}");
        }
        for name in ["Dupont", "Acme", "", "Lyon"] {
            assert!(!is_first_name(name), "{name}");
        }
    }
}
