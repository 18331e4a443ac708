import type { Language } from '../../api-client/contract/user.ts';
import { SHORTEST_PASSWORD } from '../../api-client/contract/people/index.ts';
import type { SetUpField } from './set-up-form.ts';

interface SetUpWords {
  title: string;
  lead: string;
  organisationPart: string;
  administratorPart: string;
  labels: Record<SetUpField, string>;
  hints: Partial<Record<SetUpField, string>>;
  faults: Record<SetUpField, string>;
  wrong: string;
  send: string;
  thereTitle: string;
  there: string;
  toMaker: string;
  noCodeTitle: string;
  noCode: string;
}

/** What the page of the set-up says. */
export const setUpWords: Record<Language, SetUpWords> = {
  en: {
    title: 'Set up Waypost',
    lead: 'This server has no organisation yet. Make it, with yourself as its administrator; everything else is configured afterwards in the Maker.',
    organisationPart: 'Your organisation',
    administratorPart: 'Its administrator',
    labels: {
      organisation: 'Name',
      language: 'Language',
      timeZone: 'Time zone',
      region: 'Country',
      currency: 'Currency',
      name: 'Your name',
      username: 'User name',
      email: 'E-mail address',
      password: 'Password',
    },
    hints: {
      region: 'Phone numbers without a country belong to it.',
      timeZone: 'Opening hours, days and reports follow it.',
      password: `At least ${SHORTEST_PASSWORD} characters.`,
    },
    faults: {
      organisation: 'Give the organisation a name of at most 100 characters.',
      language: 'Choose one of the languages.',
      timeZone: 'Choose one of the time zones.',
      region: 'Choose one of the countries.',
      currency: 'Choose one of the currencies.',
      name: 'Say your name, in at most 100 characters.',
      username: 'Choose a user name without blanks, of at most 100 characters.',
      email: 'This is no e-mail address.',
      password: `Choose a password of ${SHORTEST_PASSWORD} to 200 characters.`,
    },
    wrong: 'Nothing was made yet: mend what is marked.',
    send: 'Set up',
    thereTitle: 'Waypost is set up',
    there: 'This server has its organisation. Sign in to configure it.',
    toMaker: 'Open the Maker',
    noCodeTitle: 'This address is not complete',
    noCode:
      'Whoever runs the server sets it up: open the address that the server shows in its terminal when it starts.',
  },
  fr: {
    title: 'Mettre en place Waypost',
    lead: 'Ce serveur n’a pas encore d’organisation. Créez-la, avec vous comme administrateur ; tout le reste se configure ensuite dans le Maker.',
    organisationPart: 'Votre organisation',
    administratorPart: 'Son administrateur',
    labels: {
      organisation: 'Nom',
      language: 'Langue',
      timeZone: 'Fuseau horaire',
      region: 'Pays',
      currency: 'Devise',
      name: 'Votre nom',
      username: 'Nom d’utilisateur',
      email: 'Adresse e-mail',
      password: 'Mot de passe',
    },
    hints: {
      region: 'Les numéros de téléphone sans indicatif en relèvent.',
      timeZone: 'Les horaires, les jours et les rapports le suivent.',
      password: `Au moins ${SHORTEST_PASSWORD} caractères.`,
    },
    faults: {
      organisation: 'Donnez à l’organisation un nom de 100 caractères au plus.',
      language: 'Choisissez l’une des langues.',
      timeZone: 'Choisissez l’un des fuseaux horaires.',
      region: 'Choisissez l’un des pays.',
      currency: 'Choisissez l’une des devises.',
      name: 'Indiquez votre nom, en 100 caractères au plus.',
      username: 'Choisissez un nom d’utilisateur sans espaces, de 100 caractères au plus.',
      email: 'Ce n’est pas une adresse e-mail.',
      password: `Choisissez un mot de passe de ${SHORTEST_PASSWORD} à 200 caractères.`,
    },
    wrong: 'Rien n’a encore été créé : corrigez ce qui est signalé.',
    send: 'Mettre en place',
    thereTitle: 'Waypost est en place',
    there: 'Ce serveur a son organisation. Connectez-vous pour la configurer.',
    toMaker: 'Ouvrir le Maker',
    noCodeTitle: 'Cette adresse est incomplète',
    noCode:
      'La mise en place revient à qui fait tourner le serveur : ouvrez l’adresse qu’il affiche dans son terminal au démarrage.',
  },
};
