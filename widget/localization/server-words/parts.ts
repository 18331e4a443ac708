import type { Sentences } from './sentences.ts';

/** Parts of sentences that are the server’s words, too: they stand where a sentence asks for `words`. */
export const parts: Sentences = {
  Someone: 'Quelqu’un',
  '{0} buttons of {1} characters, or a list of {2} rows of {3}':
    '{0} boutons de {1} caractères, ou une liste de {2} lignes de {3}',
  '{0} buttons of {1} characters': '{0} boutons de {1} caractères',
  'a list of {0} rows of {1}': 'une liste de {0} lignes de {1}',
  'as a list': 'en liste',
  'as numbered text': 'en texte numéroté',
  '{0} ({1} in {2})': '{0} ({1} à l’heure de {2})',
  'the {0} “{1}”': '{0:le} « {1} »',

  'of the type {0}': 'du type {0}',
  '1 user': '1 utilisateur',
  '{0} users': '{0} utilisateurs',

  title: 'titre',
  status: 'statut',
  start: 'départ',
  end: 'fin',
  development: 'développement',
  testing: 'test',
  production: 'production',
  archived: 'archive',
  'development or testing': 'développement ou test',
  messaging: 'messagerie',
  email: 'e-mail',
  voice: 'voix',
  calls: 'des appels',
  WhatsApp: 'WhatsApp',
  SMS: 'des SMS',

  read: 'consulter',
  create: 'créer',
  modify: 'modifier',
  delete: 'supprimer',
  checkpoints: 'les points de passage',
  routings: 'les parcours',
  entities: 'les éléments du Maker',
  secrets: 'les secrets',
  interactions: 'les interactions',
  users: 'les utilisateurs',
  collaborator: 'collaborateur',
  manager: 'responsable',
  administrator: 'administrateur',
};

/** What a value must be, as a sentence names it. */
export const expected: Readonly<Record<string, string>> = {
  'a text': 'un texte',
  'a number': 'un nombre',
  'a whole number': 'un nombre entier',
  'true or false': 'vrai ou faux',
  'a list': 'une liste',
  'an object with fields': 'un objet avec des champs',
};

/** The type that a value is not of. */
export const valueTypes: Readonly<Record<string, string>> = {
  text: 'un texte',
  number: 'un nombre',
  date: 'une date',
  boolean: 'un oui ou un non',
};

/** Each kind of thing as French names it, with its gender. */
export const kinds: Readonly<Record<string, readonly [words: string, gender: 'm' | 'f']>> = {
  checkpoint: ['point de passage', 'm'],
  'smart routing': ['parcours intelligent', 'm'],
  routing: ['parcours', 'm'],
  version: ['version', 'f'],
  user: ['utilisateur', 'm'],
  team: ['équipe', 'f'],
  role: ['rôle', 'm'],
  profile: ['profil', 'm'],
  queue: ['file d’attente', 'f'],
  'queue group': ['groupe de files', 'm'],
  calendar: ['calendrier', 'm'],
  'values table': ['table de valeurs', 'f'],
  database: ['base de données', 'f'],
  row: ['ligne', 'f'],
  'e-mail template': ['modèle d’e-mail', 'm'],
  'SMS template': ['modèle de SMS', 'm'],
  mailbox: ['boîte aux lettres', 'f'],
  'web service': ['service web', 'm'],
  CRM: ['CRM', 'm'],
  card: ['fiche', 'f'],
  'case type': ['type de dossier', 'm'],
  case: ['dossier', 'm'],
  campaign: ['campagne', 'f'],
  survey: ['enquête', 'f'],
  'payment module': ['module de paiement', 'm'],
  payment: ['paiement', 'm'],
  'task category': ['catégorie de tâches', 'f'],
  qualification: ['qualification', 'f'],
  'custom button': ['bouton personnalisé', 'm'],
  button: ['bouton', 'm'],
  channel: ['canal', 'm'],
  interaction: ['interaction', 'f'],
  secret: ['secret', 'm'],
  view: ['vue', 'f'],
};
