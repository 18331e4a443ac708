import type { Language } from '../../api-client/contract/user.ts';
import type { ClientId } from './redirect-addresses.ts';

/** What the pages of the sign-in say. */
export interface SignInWords {
  title: string;
  /** Who asks. */
  lead: Record<ClientId, string>;
  username: string;
  password: string;
  signIn: string;
  or: string;
  signInWith(provider: string): string;
  cancel: string;
  demo: string;
  nobodyYet: string;
  wrong: string;
  tooMany: string;
  again: string;
  retry: string;
  strangeTitle: string;
  strange: string;
  doneTitle: string;
  done: string;
  notDoneTitle: string;
  notDone: string;
  tripOver: string;
  unreachable(provider: string): string;
  refused(provider: string): string;
  wrongAnswer(provider: string): string;
  unknownUser(provider: string): string;
  notReady: string;
  notUnderstood: string;
}

export const signInWords: Record<Language, SignInWords> = {
  en: {
    title: 'Sign in to Waypost',
    lead: {
      extension: 'Waypost’s browser extension asks you to sign in.',
      maker: 'To configure Waypost, sign in.',
    },
    username: 'User name',
    password: 'Password',
    signIn: 'Sign in',
    or: 'or',
    signInWith: (provider) => `Sign in with ${provider}`,
    cancel: 'Cancel',
    demo: 'This is a demo: agent, manager and admin sign in with the password',
    nobodyYet:
      'This server is not set up yet. Whoever runs it finds the address for that in its terminal.',
    wrong: 'The name or the password is not right.',
    tooMany: 'That was tried too often. Wait a minute, then try again.',
    again: 'This page was open for too long, or cookies are off. Try again.',
    retry: 'Try again',
    strangeTitle: 'No sign-in can begin here',
    strange:
      'The address that led here does not come from an extension that this server knows. Begin in the options of Waypost’s extension.',
    doneTitle: 'You are signed in',
    done: 'Waypost’s extension goes on from here and closes this tab. If it stays open, close it and look at the extension’s options.',
    notDoneTitle: 'You are not signed in',
    notDone: 'The sign-in did not take place. You can close this tab.',
    tripOver:
      'This sign-in took too long, or began in another browser or at another address of this server. Begin again in the options of Waypost’s extension.',
    unreachable: (provider) => `${provider} does not answer at the moment. Try again later.`,
    refused: (provider) => `The sign-in at ${provider} was refused or stopped.`,
    wrongAnswer: (provider) =>
      `The answer of ${provider} is not one that Waypost can trust. If this happens again, tell your administrator.`,
    unknownUser: (provider) =>
      `${provider} knows you, but Waypost has no active user for you there. Ask your administrator for one.`,
    notReady: 'The server cannot do this just now. Try again in a moment.',
    notUnderstood: 'What was sent could not be understood. Try again.',
  },
  fr: {
    title: 'Se connecter à Waypost',
    lead: {
      extension: 'L’extension Waypost de votre navigateur vous demande de vous connecter.',
      maker: 'Connectez-vous pour configurer Waypost.',
    },
    username: 'Nom d’utilisateur',
    password: 'Mot de passe',
    signIn: 'Se connecter',
    or: 'ou',
    signInWith: (provider) => `Se connecter avec ${provider}`,
    cancel: 'Annuler',
    demo: 'Ceci est une démonstration : agent, manager et admin se connectent avec le mot de passe',
    nobodyYet:
      'Ce serveur n’est pas encore en place. Qui le fait tourner trouve l’adresse pour cela dans son terminal.',
    wrong: 'Le nom ou le mot de passe est incorrect.',
    tooMany: 'Trop de tentatives. Attendez une minute, puis réessayez.',
    again:
      'Cette page est restée ouverte trop longtemps, ou les cookies sont désactivés. Réessayez.',
    retry: 'Réessayer',
    strangeTitle: 'Aucune connexion ne peut commencer ici',
    strange:
      'L’adresse qui mène ici ne vient pas d’une extension que ce serveur connaît. Commencez dans les options de l’extension Waypost.',
    doneTitle: 'Vous êtes connecté',
    done: 'L’extension Waypost prend le relais et ferme cet onglet. S’il reste ouvert, fermez-le et regardez les options de l’extension.',
    notDoneTitle: 'Vous n’êtes pas connecté',
    notDone: 'La connexion n’a pas eu lieu. Vous pouvez fermer cet onglet.',
    tripOver:
      'Cette connexion a pris trop de temps, ou a commencé dans un autre navigateur ou à une autre adresse de ce serveur. Recommencez dans les options de l’extension Waypost.',
    unreachable: (provider) => `${provider} ne répond pas pour le moment. Réessayez plus tard.`,
    refused: (provider) => `La connexion auprès de ${provider} a été refusée ou interrompue.`,
    wrongAnswer: (provider) =>
      `Waypost ne peut pas se fier à la réponse de ${provider}. Si cela se reproduit, prévenez votre administrateur.`,
    unknownUser: (provider) =>
      `${provider} vous connaît, mais Waypost n’y a aucun utilisateur actif pour vous. Demandez-en un à votre administrateur.`,
    notReady: 'Le serveur ne peut pas le faire pour l’instant. Réessayez dans un moment.',
    notUnderstood: 'Ce qui a été envoyé n’a pas été compris. Réessayez.',
  },
};
