/** What the extension's pages say. The elements bring their own words; the browser's are in `_locales`. */
const english = {
  optionsTitle: 'Waypost: options',
  server: 'Server',
  serverAddress: 'Address of your organisation’s Waypost',
  serverHint: 'Your browser then asks whether Waypost may call it. It calls no other.',
  useServer: 'Use this server',
  serverUsed: 'Waypost uses this server.',
  serverWrong:
    'This is no address of a server, as https://waypost.example. It has to begin with https.',
  serverRefused: 'Your browser does not let Waypost call this server: allow it, and try again.',
  account: 'Sign-in',
  serverFirst: 'Choose a server first.',
  username: 'User name',
  password: 'Password',
  signIn: 'Sign in',
  signingIn: 'Signing in…',
  signInWrong: 'The name or the password is not right.',
  serverUnreachable: 'The server cannot be reached. Check its address, or try again later.',
  signedInAs: 'You are signed in:',
  signOut: 'Sign out',
  signedOut: 'You are signed out, and this browser has kept nothing.',
  signedOutHere:
    'You are signed out, and this browser has kept nothing. The server could not be told: it ends the session by itself.',
  language: 'Language',
  languageBrowser: 'As the browser',
  contact: 'Phone number or e-mail address of a customer',
  show: 'Show',
  everyone: 'Everyone',
  contactWrong: 'This is no whole phone number or e-mail address.',
  noServer: 'Waypost does not know your organisation’s server yet.',
  noSession: 'Sign in to see where your customers have been.',
  openOptions: 'Open the options',
};

export type Words = Readonly<typeof english>;

const french: Words = {
  optionsTitle: 'Waypost : options',
  server: 'Serveur',
  serverAddress: 'Adresse du Waypost de votre organisation',
  serverHint:
    'Votre navigateur demande ensuite si Waypost peut l’appeler. Il n’en appelle aucun autre.',
  useServer: 'Utiliser ce serveur',
  serverUsed: 'Waypost utilise ce serveur.',
  serverWrong:
    'Ce n’est pas l’adresse d’un serveur, comme https://waypost.example. Elle doit commencer par https.',
  serverRefused:
    'Votre navigateur ne laisse pas Waypost appeler ce serveur : autorisez-le, puis réessayez.',
  account: 'Connexion',
  serverFirst: 'Choisissez d’abord un serveur.',
  username: 'Nom d’utilisateur',
  password: 'Mot de passe',
  signIn: 'Se connecter',
  signingIn: 'Connexion…',
  signInWrong: 'Le nom ou le mot de passe est incorrect.',
  serverUnreachable: 'Le serveur est injoignable. Vérifiez son adresse ou réessayez plus tard.',
  signedInAs: 'Vous êtes connecté :',
  signOut: 'Se déconnecter',
  signedOut: 'Vous êtes déconnecté, et ce navigateur n’a rien gardé.',
  signedOutHere:
    'Vous êtes déconnecté, et ce navigateur n’a rien gardé. Le serveur n’a pas pu être prévenu : il termine la session de lui-même.',
  language: 'Langue',
  languageBrowser: 'Celle du navigateur',
  contact: 'Numéro de téléphone ou adresse e-mail d’un client',
  show: 'Afficher',
  everyone: 'Tout le monde',
  contactWrong: 'Ce n’est ni un numéro de téléphone ni une adresse e-mail entière.',
  noServer: 'Waypost ne connaît pas encore le serveur de votre organisation.',
  noSession: 'Connectez-vous pour voir par où vos clients sont passés.',
  openOptions: 'Ouvrir les options',
};

/** `browser` is the browser's own. */
export type LanguageChoice = 'browser' | 'en' | 'fr';

/** The language that a choice means in this browser. */
export function languageOf(choice: LanguageChoice): 'en' | 'fr' {
  if (choice !== 'browser') return choice;
  return /^fr\b/i.test(navigator.language) ? 'fr' : 'en';
}

export function wordsIn(choice: LanguageChoice): Words {
  return languageOf(choice) === 'fr' ? french : english;
}
