//! Common first names of people in France and around, by which a column of first names, or the
//! order of a full name, is told. Typed for this purpose; not a statistic.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::text::fold;

/// Folded, in order.
const NAMES: &str = "\
     adam adele adeline adrien agathe agnes ahmed aicha aime aissa alain alan albane albert alberto alex alexandra alexandre alexis \
     alfred ali alice alicia aline alison alix allan alma alois alphonse amandine amaury ambre amelie amina amine amir ana anais \
     anatole andre andrea andreas andree andrew ange angela angele angelina angelique anita ann anna annabelle anne annick annie anouk \
     anthony antoine antoinette antonin antonio apolline ariane aristide arlette armand armelle arnaud arsene arthur astrid aubin aude \
     audrey auguste augustin aure aurelie aurelien aurore ava axel axelle aymeric aziz baptiste barbara basile bastien beatrice ben \
     benedicte benjamin benoit bernadette bernard berthe bertrand bianca blaise blanche bob boris brandon brice brigitte bruno bryan \
     camille capucine carine carl carla carlos carmen carole caroline caterina catherine cecile cecilia cedric celestin celia celine \
     chantal charlene charles charlie charlotte chloe christel christelle christian christiane christine christophe christopher claire \
     clara clarisse claude claudette claudia claudine clea clelia clemence clement clementine cleo clothilde colette colin come \
     constance coralie corentin corinne cyprien cyril cyrille daisy damien dan daniel daniela daniele danielle dany daphne david dean \
     deborah delphine denis denise diana diane didier diego dimitri dina dominique donatien dorian doris dorothee dylan edith edmond \
     edouard edward edwige elea elena eleonore eli elia eliane elias elie eliott elisa elisabeth elise eliza elizabeth ella ellen \
     elliot elodie eloi eloise elsa elvire emanuel emeline emeric emil emile emilia emilie emilien emily emma emmanuel emmanuelle emy \
     enzo eric erica erika ernest erwan esteban estelle esther ethan etienne eugene eugenie eva evan evelyne ewen fabien fabienne fabio \
     fabiola fabrice fanny farid fatiha fatima fatma faustine felicie felix ferdinand fernand fiona flavie flavien flora florence \
     florent florentin florian floriane francesca francesco francine francis francisco franck francois francoise frank franz frederic \
     frederick frederique gabin gabriel gabrielle gael gaelle gaetan gaston gauthier gautier genevieve geoffrey geoffroy george georges \
     georgette gerald geraldine gerard germain germaine ghislain ghislaine gilbert gilberte gildas gilles ginette gino giovanni giulia \
     gladys gonzague grace gregoire gregory guilhem guillaume gustave guy gwenael gwenaelle gwendoline habib hadrien hafid hakim hamid \
     hamza hannah hans harold harry hassan hector helen helena helene heloise henri henriette henry herbert herve hicham honore \
     honorine hubert hugo hugues ian ibrahim ida ignace igor ilan ilhan ilyes ines ingrid irene iris isaac isabel isabelle isaline \
     isidore ismael ivan jacinthe jack jackie jacky jacob jacqueline jacques jade jalil james jamila jane janine jasmine jason jean \
     jeanine jeanne jeannine jeff jennifer jenny jeremie jeremy jerome jessica jessie jill jim joachim joan joana joann joanna joao \
     joaquin jocelyn jocelyne joel joelle joey johan johann johanna john johnny jonas jonathan jordan jorge jose josefa joseph \
     josephine josette joshua josiane joyce juan jude judith jules julia julian juliana julie julien juliette justin justine kamel \
     karen karim karima karin karine karl kate katherine kathleen katia kelly kenza kevin khadija khaled killian kim kylian laetitia \
     laila lara larry laura laure laureline laurence laurene laurent laurie laurine lea leandre leane leila lena lenny leo leon leona \
     leonard leonardo leonie leonore leopold leopoldine leslie lewis liam lilian liliane lilou lily lina linda line lionel lisa lise \
     lisette livia lizzie loan loane loic lola lorenzo lou louane louis louisa louise louka luca lucas luce lucette lucia lucie lucien \
     lucienne lucile lucille ludivine ludovic luis luke luna lydia lydie lyes lyne mackenzie madeleine mael maelle maeva magali magalie \
     maggie mahdi malek malik malika malo manon manuel manuela marc marceau marcel marcelle marcia marco margaret margaux margot \
     marguerite maria mariam marianne marie marielle mariette marilyne marin marina marine mario marion marius mark marlene martha \
     marthe martin martine marvin mary maryline maryse maryvonne mateo matheo mathias mathieu mathilde mathis matteo matthew matthias \
     matthieu maud maurice maurine max maxence maxime maximilien maya maylis medhi mehdi melanie melina melissa melodie melvin mercedes \
     michael michel michele micheline michelle miguel mike mila milan milo mireille miriam mohamed mohammed moise monica monique morgan \
     morgane mouna mourad moussa muriel mustapha myriam nabil nacer nada nadege nadia nadine naima nancy naomi nassim natacha natasha \
     nathalie nathan nathanael nawel nelly nelson nicholas nicolas nicole nina nino noa noah noe noel noelie noelle noemie nolan nora \
     norbert nour oceane octave odette odile olga oliver olivia olivier omar ophelie orane oriane orlane oscar ousmane pablo paloma \
     pamela paola paolo pascal pascale pascaline patrice patricia patrick paul paula paule paulette pauline pedro peggy penelope \
     perrine peter philip philippe philippine philomene pierre pierrette pierrick prosper prune quentin rachel rachid rachida rafael \
     rainer ralph ramon raoul raphael raphaelle raymond raymonde rebecca regine regis remi remy renaud rene renee ricardo richard rita \
     robert roberto robin rodolphe rodrigue roger roland rolande romain romane romeo romuald romy ronan rosalie rose roseline rosemary \
     rosine roxane roxanne ruben rudy russell ruth ryan sabine sabrina sacha sahra said salim salma salome sam samia samir samira \
     samuel samy sandra sandrine sandy sara sarah sasha saskia sean sebastian sebastien segolene selena selim selma serena serge sergio \
     severine shana sharon shirley sibylle sidonie simon simone sofia sofiane solange solene sonia sophia sophie soraya soumaya \
     stanislas stefan stella stephan stephane stephanie stephen steve steven sue susan suzanne sven sybille sylvain sylvette sylviane \
     sylvie tanguy tania tatiana teddy terry tessa thais thea theo theodore theophile therese thibaud thibault thibaut thierry thomas \
     tiffany tim timothee timothy titouan tom tomas tony toussaint tristan ugo ulysse ursula valentin valentine valeria valerie valery \
     vanessa vera veronica veronique vicky victoire victor victoria vincent viola violaine violette virgile virginie vivian viviane \
     vivien wafa walid walter warren wendy wilfried wilhelm william willy xavier yacine yael yan yanis yann yannick yannis yasmina \
     yasmine yassine yolande youcef younes youssef yvan yves yvette yvon yvonne zacharie zakaria zeinab zelie zineb zoe zohra";

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
