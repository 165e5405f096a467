import type { ScoredCard } from '@churn-card/models';
import { high } from './cards.ts';

const GERMAN_WORDS = [
  'Keine Kontobewegung im letzten Abrechnungszeitraum',
  'Alter 58',
  'Nutzt nur ein einziges Produkt',
  'Durchschnittlicher Einlagenbestand im üblichen Bereich',
  'Seit 7 Jahren Kundin oder Kunde',
  'Bonitätsbewertung 612',
  'Hat eine Kreditkarte',
  'Geschätztes Jahreseinkommen 101.348',
  'Weitere Faktoren',
];

export const german: ScoredCard = {
  ...high,
  locale: 'de',
  horizon: 'kündigt das Konto wahrscheinlich innerhalb von 6 Monaten',
  purpose:
    'Nur für die Kundenbindung, nicht für Entscheidungen über Kredit, Preis oder Berechtigung.',
  trend: high.trend && {
    ...high.trend,
    parts: [
      { feature: 'IsActiveMember', points: 0.231, sentence: 'Kontobewegung: ja, jetzt nein' },
      { feature: 'NumOfProducts', points: -0.0208, sentence: 'Produkte: 1, jetzt 2' },
    ],
  },
  contributions: high.contributions.map((entry, index) => ({
    ...entry,
    sentence: GERMAN_WORDS[index] ?? entry.sentence,
    evidence: entry.evidence && {
      ...entry.evidence,
      sentence: 'Kunden ohne Aktivität: 27\u00a0% gingen, 14\u00a0% aller anderen',
    },
  })),
  doubts: [
    {
      code: 'missing',
      feature: 'CreditScore',
      sentence: 'Bonitätsbewertung: nicht bekannt, der übliche Wert wurde angenommen.',
    },
  ],
};
