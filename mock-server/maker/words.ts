import type { Language } from '../../api-client/contract/user.ts';

interface MakerWords {
  title: string;
  parts: string;
  missing: string;
  signedInAs: string;
  signIn: string;
  signOut: string;
  refused: string;
  unreachable: string;
  over: string;
  impossible: string;
  notBuilt: string;
  noScript: string;
}

export const makerWords: Record<Language, MakerWords> = {
  en: {
    title: 'Waypost Maker',
    parts: 'Parts of the Maker',
    missing:
      'This part cannot be shown: it does not exist, or did not come. Load the page anew.',
    signedInAs: 'Signed in as',
    signIn: 'Sign in',
    signOut: 'Sign out',
    refused: 'You are not signed in: the sign-in was given up, or did not succeed.',
    unreachable: 'You are not signed in: the server could not be reached. Try it again.',
    over: 'Your session is over. What you wrote is kept in this tab: sign in to go on.',
    impossible:
      'Nobody can be signed in here: the address must begin with https, and the browser must let this page keep something.',
    notBuilt:
      'The Maker’s script is not built: start the server by ‘npm start’, or run ‘node tools/build.ts script’.',
    noScript: 'The Maker needs JavaScript.',
  },
  fr: {
    title: 'Waypost Maker',
    parts: 'Rubriques du Maker',
    missing:
      'Cette rubrique ne peut pas être affichée : elle n’existe pas, ou n’est pas arrivée. Rechargez la page.',
    signedInAs: 'Connecté en tant que',
    signIn: 'Se connecter',
    signOut: 'Se déconnecter',
    refused: 'Vous n’êtes pas connecté : la connexion a été abandonnée, ou n’a pas abouti.',
    unreachable: 'Vous n’êtes pas connecté : le serveur est injoignable. Réessayez.',
    over: 'Votre session est terminée. Ce que vous avez écrit est conservé dans cet onglet : connectez-vous pour continuer.',
    impossible:
      'Impossible de se connecter ici : l’adresse doit commencer par https, et le navigateur doit laisser cette page conserver des données.',
    notBuilt:
      'Le script du Maker n’est pas construit : démarrez le serveur par « npm start », ou lancez « node tools/build.ts script ».',
    noScript: 'Le Maker a besoin de JavaScript.',
  },
};
