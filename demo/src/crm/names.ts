/** Words to invent people from. */
export interface Homeland {
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly surnames: readonly string[];
  readonly streets: readonly string[];
  /** Whether the house number stands before the street. */
  readonly numberFirst: boolean;
  readonly cities: readonly (readonly [postcode: string, city: string])[];
  /** `#` is any digit. Kept for fiction by the regulator (France, Germany), or nobody's (Spain). */
  readonly phone: string;
}

const france: Homeland = {
  women: words(`Camille Léa Manon Chloé Inès Sarah Juliette Louise Alice Jeanne Clara Margaux Élise
    Nathalie Sophie Isabelle Hélène Claire Amélie Aurélie Pauline Mathilde Florence Noémie`),
  men: words(`Lucas Hugo Louis Gabriel Arthur Jules Antoine Nicolas Julien Mathieu Olivier Laurent
    Thierry Pascal Benoît Étienne Rémi Bastien Romain Guillaume Cédric Adrien Yann Marc`),
  surnames: words(`Martin Bernard Petit Durand Leroy Moreau Fontaine Roussel Lambert Girard Mercier
    Blanchard Garnier Chevalier Perrin Marchand Renaud Lemaire Picard Vidal Barbier Aubert Carpentier
    Delorme Jacquet Rolland Besson Charpentier Guichard Maillard Poirier Tessier`),
  streets: [
    'rue des Tilleuls',
    'avenue de la Gare',
    'rue Pasteur',
    'rue du Moulin',
    'quai Voltaire',
  ],
  numberFirst: true,
  cities: [
    ['75011', 'Paris'],
    ['69003', 'Lyon'],
    ['31000', 'Toulouse'],
    ['44000', 'Nantes'],
    ['67000', 'Strasbourg'],
    ['33000', 'Bordeaux'],
    ['59000', 'Lille'],
    ['35000', 'Rennes'],
  ],
  phone: '+33 1 99 00 ## ##',
};

const germany: Homeland = {
  women:
    words(`Anna Lena Katharina Julia Sabine Petra Monika Claudia Birgit Heike Susanne Ines Maren
    Wiebke Franziska Johanna Charlotte Emma Mia Greta Frieda Ulrike Anja Nadine`),
  men: words(`Lukas Jonas Felix Paul Maximilian Sebastian Tobias Florian Matthias Stefan Andreas Jürgen
    Uwe Holger Karsten Torben Moritz Emil Anton Henrik Bernd Rainer Dirk Jens`),
  surnames:
    words(`Müller Schneider Fischer Weber Wagner Becker Hoffmann Schäfer Koch Richter Klein Wolf
    Schröder Neumann Braun Krüger Hartmann Lange Krause Lehmann Köhler Maier Kaiser Fuchs Vogel Keller
    Günther Brandt Seidel Winkler Haas Ott`),
  streets: ['Lindenstraße', 'Bahnhofstraße', 'Goethestraße', 'Am Mühlbach', 'Gartenweg'],
  numberFirst: false,
  cities: [
    ['10961', 'Berlin'],
    ['20357', 'Hamburg'],
    ['80337', 'München'],
    ['50670', 'Köln'],
    ['60316', 'Frankfurt am Main'],
    ['04103', 'Leipzig'],
    ['70182', 'Stuttgart'],
    ['24103', 'Kiel'],
  ],
  phone: '+49 30 23125 ###',
};

const spain: Homeland = {
  women:
    words(`Lucía Sofía María Paula Daniela Carla Alba Marta Elena Carmen Pilar Rosa Teresa Nuria
    Irene Beatriz Silvia Raquel Cristina Patricia Ainhoa Leire Blanca Inés`),
  men: words(`Hugo Martín Pablo Alejandro Daniel Álvaro Adrián Diego Javier Sergio Carlos Jorge Fernando
    Rafael Miguel Andrés Iker Unai Óscar Rubén Víctor Gonzalo Ignacio Emilio`),
  surnames:
    words(`García González Rodríguez Fernández López Martínez Sánchez Pérez Gómez Jiménez Ruiz
    Hernández Díaz Moreno Álvarez Muñoz Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos
    Gil Serrano Blanco Molina Morales Suárez Ortega Castro`),
  streets: ['Calle Mayor', 'Calle del Olivo', 'Avenida de la Paz', 'Calle Nueva', 'Paseo del Río'],
  numberFirst: false,
  cities: [
    ['28012', 'Madrid'],
    ['08010', 'Barcelona'],
    ['46002', 'Valencia'],
    ['41003', 'Sevilla'],
    ['50003', 'Zaragoza'],
    ['48005', 'Bilbao'],
    ['29012', 'Málaga'],
    ['15003', 'A Coruña'],
  ],
  phone: '+34 000 ### ###',
};

/** @param country as it stands in the customer's record; anything else lives in France */
export function homelandOf(country: string | null): Homeland {
  if (country === 'Germany') return germany;
  return country === 'Spain' ? spain : france;
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
