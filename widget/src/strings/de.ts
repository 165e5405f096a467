import type { Strings } from './strings.ts';

export const de: Strings = {
  direction: 'ltr',
  title: 'Abwanderungsrisiko',
  demo: 'Demo',
  bands: { low: 'Niedrig', medium: 'Mittel', high: 'Hoch' },

  updated: (relative) => `Stand: ${relative}`,
  justUpdated: 'Stand: gerade eben',
  dataOf: (date) => `Daten vom ${date}`,
  lastKnown: (relative) => `zuletzt bekannt ${relative}`,
  lastKnownNow: 'zuletzt bekannt',
  trendPoints: (count, points) => `${points} ${count === 1 ? 'Punkt' : 'Punkte'}`,
  trendSince: (date) => `seit ${date}`,
  changed: 'Was sich geändert hat',
  changedModel: 'Ein anderes Modell',
  trendUp: 'gestiegen um',
  trendDown: 'gesunken um',
  steady: 'unverändert',
  modelChanged:
    'Dazwischen wurde das Modell gewechselt: Ein Teil des Unterschieds kann daher rühren.',

  average: (percent) => `Durchschnitt ${percent}`,
  actFrom: (percent) => `handeln ab ${percent}`,
  trackRecord: (left, low, high) => ({
    before: 'Von 100 früheren Kunden mit ähnlichem Wert gingen ',
    strong: left,
    after: ` (${low}\u00a0bis\u00a0${high})`,
  }),
  trackRecordCount: (left, customers, from, to) =>
    `Gezählt an früheren Kunden, die das Modell nicht kannte: Von ${customers} mit einem Risiko von ${from} bis ${to} gingen ${left}. In Klammern: der Bereich, den eine Zählung dieser Größe offenlässt.`,

  raises: 'Erhöht es',
  lowers: 'Senkt es',
  hardly: 'Macht kaum etwas aus',
  points: (count) => (count === 1 ? 'Punkt' : 'Punkte'),
  more: (count) => `${count} weitere`,
  less: 'Weniger zeigen',
  others: 'andere',
  addsUp: 'So kommt es zusammen',
  start: 'Ausgangspunkt, ein typischer Kunde',
  thisCustomer: 'Dieser Kunde',
  giveOrTake: (points) => `Geschätzt, auf ${points} genau.`,

  about: 'Über diesen Wert',
  aboutPoints:
    'Punkte sind Prozentpunkte zwischen einem typischen Kunden und diesem. Es sind Muster in alten Daten, keine Ursachen.',
  model: 'Modell',
  scoredAt: 'Berechnet',
  dataAsOf: 'Stand der Daten',

  loading: 'Das Abwanderungsrisiko wird geladen',
  noCustomer: {
    title: 'Kein Kunde ausgewählt',
    text: 'Öffnen Sie einen Kunden, um zu sehen, wie wahrscheinlich er geht.',
  },
  unknownCustomer: {
    title: 'Unbekannter Kunde',
    text: 'Der Risikodienst kennt diesen Kunden nicht, oder Sie dürfen ihn nicht sehen.',
  },
  noPermission: {
    title: 'Keine Berechtigung',
    text: 'Sie dürfen das Abwanderungsrisiko hier nicht sehen. Vielleicht hilft es, sich neu anzumelden.',
  },
  noModel: {
    title: 'Noch kein Modell',
    text: 'Hier erscheint ein Wert, sobald ein Modell veröffentlicht ist.',
  },
  incompatible: {
    title: 'Versionen passen nicht zusammen',
    text: 'Diese Karte kann die Antwort des Risikodienstes nicht lesen und zeigt deshalb keine Zahl. Einer von beiden braucht eine neue Version.',
  },
  alreadyLeft: {
    title: 'Dieser Kunde ist gegangen',
    text: 'Es gibt keinen Wert: Er würde von der Vergangenheit handeln.',
  },
  tooLittleTitle: 'Zu wenige Angaben',
  tooDoubtful: 'Was bekannt ist, ist zu zweifelhaft für einen Wert:',
  tooLittle: (missingCount, inputs, missing) =>
    `${missingCount} von ${inputs} Angaben fehlen. Ein Wert erscheint, sobald mehr davon bekannt ist: ${missing}.`,
  offline: 'Der Risikodienst antwortet nicht.',
  noToken: 'Diese Seite bekam keinen Zugang zum Risikodienst.',
  tryingAgain: (relative) => `Nächster Versuch ${relative}.`,
  tryingNow: 'Neuer Versuch läuft.',
  tryNow: 'Jetzt versuchen',
};
