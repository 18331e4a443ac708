import type { Language } from '../../api-client/contract/user.ts';

export interface CrmOrder {
  number: string;
  /** How many days ago. */
  days: number;
  cents: number;
  state: 'preparing' | 'sent' | 'delivered';
}

/** What the made-up CRM knows of a contact, in one language. */
export interface CrmRecord {
  company: string;
  role: string;
  city: string;
  years: number;
  orders: CrmOrder[];
  tasks: string[];
  notes: { text: string; days: number }[];
}

type Both = Record<Language, string>;
type Row = Omit<CrmRecord, 'role' | 'tasks' | 'notes'> & {
  role: Both;
  tasks: Both[];
  notes: (Both & { days: number })[];
};

const rows: Row[] = [
  {
    company: 'Atelier Achour',
    role: { en: 'Owner', fr: 'Gérante' },
    city: 'Lyon',
    years: 6,
    orders: [
      { number: '20418', days: 4, cents: 128_450, state: 'sent' },
      { number: '20117', days: 39, cents: 21_900, state: 'delivered' },
      { number: '19802', days: 97, cents: 74_000, state: 'delivered' },
    ],
    tasks: [
      { en: 'Send the spring fabric samples', fr: 'Envoyer les échantillons de printemps' },
      { en: 'Check the delivery of order 20418', fr: 'Vérifier la livraison de 20418' },
    ],
    notes: [
      {
        en: 'Prefers deliveries before 10 in the morning: the street is closed later.',
        fr: 'Préfère être livrée avant 10 h : la rue est fermée ensuite.',
        days: 12,
      },
      {
        en: 'Opens a second workshop next year.',
        fr: 'Ouvre un second atelier l’an prochain.',
        days: 54,
      },
    ],
  },
  {
    company: 'Studio Rive Gauche',
    role: { en: 'Buyer', fr: 'Responsable des achats' },
    city: 'Paris',
    years: 3,
    orders: [
      { number: '20395', days: 6, cents: 45_200, state: 'preparing' },
      { number: '20240', days: 24, cents: 45_200, state: 'delivered' },
    ],
    tasks: [{ en: 'Renew the yearly offer', fr: 'Renouveler l’offre annuelle' }],
    notes: [
      {
        en: 'Orders the same lamp every month.',
        fr: 'Commande la même lampe chaque mois.',
        days: 24,
      },
    ],
  },
  {
    company: 'Hôtel des Tilleuls',
    role: { en: 'Management', fr: 'Direction' },
    city: 'Annecy',
    years: 9,
    orders: [
      { number: '20377', days: 8, cents: 512_000, state: 'sent' },
      { number: '18954', days: 210, cents: 388_500, state: 'delivered' },
    ],
    tasks: [
      { en: 'Call about the terrace chairs', fr: 'Appeler pour les chaises de terrasse' },
    ],
    notes: [
      {
        en: 'Invoices go to the owner in Geneva.',
        fr: 'Factures au propriétaire à Genève.',
        days: 80,
      },
    ],
  },
  {
    company: 'Librairie Faubourg',
    role: { en: 'Bookseller', fr: 'Libraire' },
    city: 'Lille',
    years: 2,
    orders: [{ number: '20311', days: 15, cents: 9_990, state: 'delivered' }],
    tasks: [{ en: 'Offer the reading chairs', fr: 'Proposer les fauteuils de lecture' }],
    notes: [
      {
        en: 'Was very happy with the repair.',
        fr: 'La réparation a beaucoup plu.',
        days: 15,
      },
    ],
  },
  {
    company: 'Maison Belval',
    role: { en: 'Decorator', fr: 'Décoration' },
    city: 'Nantes',
    years: 1,
    orders: [{ number: '20402', days: 5, cents: 66_300, state: 'preparing' }],
    tasks: [{ en: 'First visit to the showroom', fr: 'Première visite du magasin' }],
    notes: [
      { en: 'Met at the fair in Nantes.', fr: 'Premier contact au salon de Nantes.', days: 31 },
    ],
  },
];

/** The record of the contact at this place of the list. */
export function recordOf(index: number, language: Language): CrmRecord {
  const row = rows[index % rows.length] as Row; // the remainder is a place of the list
  return {
    ...row,
    role: row.role[language],
    tasks: row.tasks.map((task) => task[language]),
    notes: row.notes.map((note) => ({ text: note[language], days: note.days })),
  };
}
