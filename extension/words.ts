/** What the extension's pages say. The elements bring their own words; the browser's are in `_locales`. */
const english = {
  optionsTitle: 'Waypost: options',
  server: 'Server',
  serverAddress: 'Address of your organisation’s Waypost',
  serverHint: 'Your browser then asks whether Waypost may call it. It calls no other.',
  serverDecided:
    'Your administrator chose this server. Your browser asks once whether Waypost may call it.',
  useServer: 'Use this server',
  serverUsed: 'Waypost uses this server.',
  serverWrong:
    'This is no address of a server, as https://waypost.example. It has to begin with https.',
  serverRefused: 'Your browser does not let Waypost call this server: allow it, and try again.',
  serverAsked: 'Asking the server…',
  serverPlain:
    'At this address, a password would travel in the open. Ask your administrator for one that begins with https.',
  serverUntrusted:
    'Nothing answers at this address, or your browser does not trust its certificate. Open the address: your browser says which, and your administrator can mend it.',
  serverStrange:
    'Something answers at this address, but it is no Waypost. Ask your administrator for the address.',
  serverOlder:
    'This server is older than the extension, and they do not understand each other. Your administrator can update the server.',
  serverNewer:
    'This server is newer than the extension, and they do not understand each other. Update the extension on your browser’s page of extensions.',
  serverFailed: 'The server could not be taken into use. Try again, or load this page anew.',
  openServer: 'Open the address',
  account: 'Sign-in',
  serverFirst: 'Choose a server first.',
  signIn: 'Sign in',
  signInHint:
    'A page of the server opens in a tab. Waypost goes on when you have signed in there.',
  signInAgain: 'Begin again',
  signingIn: 'Opening the server’s page…',
  signInThere: 'Sign in on the page that has opened; this one waits for it.',
  signInClosed: 'You are not signed in: the page for it was closed.',
  signInRefused: 'You are not signed in: the sign-in was cancelled, or the server refused it.',
  signInStrange: 'You are not signed in: the answer did not belong to this sign-in. Try again.',
  signInForbidden:
    'You are not signed in: this server lets only extensions call that its operator has named, and this is none of them.',
  signInFailed: 'You are not signed in: it took too long, or the server refused it. Try again.',
  serverUnreachable: 'The server cannot be reached. Check its address, or try again later.',
  signedInAs: 'You are signed in:',
  signOut: 'Sign out',
  signedOut: 'You are signed out, and this browser has kept nothing.',
  signedOutHere:
    'You are signed out, and this browser has kept nothing. The server could not be told: it ends the session by itself.',
  language: 'Language',
  languageBrowser: 'As the browser',
  appearance: 'Appearance',
  appearanceBrowser: 'In the browser’s colours',
  light: 'Light',
  dark: 'Dark',
  contact: 'Phone number or e-mail address of a customer',
  show: 'Show',
  everyone: 'Everyone',
  contactWrong: 'This is no whole phone number or e-mail address.',
  noServer: 'Waypost does not know your organisation’s server yet.',
  noSession: 'Sign in to see where your customers have been.',
  openOptions: 'Open the options',
  panel: 'Panel',
  history: 'History',
  options: 'Options…',
  historyTitle: 'Waypost: history of interactions',
  backToHistory: 'Back to the history',
  onThisPage: 'On this page',
  chooseFound: 'Choose a contact',
  foundTooMany:
    'There are more than 200 contacts on this page. Type the one that you look for.',
  sites: 'Sites',
  sitesHint:
    'Waypost finds the contact on the pages of these sites, and on no other. It needs no change of the site.',
  siteAddress: 'Address of a site',
  addSite: 'Show Waypost on this site',
  siteWrong:
    'This is no address of a site that Waypost may read, as https://crm.example. It has to begin with https.',
  siteRefused: 'Your browser does not let Waypost onto this site: allow it, and try again.',
  siteUnpermitted:
    'Your administrator gave you this site. Your browser has yet to let Waypost onto it.',
  allowSite: 'Allow Waypost here',
  siteAdded: 'Waypost finds contacts on this site.',
  siteLeft: 'Waypost has left this site.',
  leaveSite: 'Leave this site',
  markContacts: 'Mark contacts in its pages',
  noSites: 'There is no site yet.',
  showOn: 'Show Waypost on',
  siteUnknown:
    'To find the contact of this page, click Waypost’s button in the toolbar while the page is in front, or add its site.',
  chooseSites: 'Choose sites',
  noneFound: 'No contact was found on this page.',
  pick: 'Pick on page',
  picking: 'Click the number or the address on the page. Escape ends it.',
  pickedNothing: 'There is no number or address. Pick another place, or type the contact.',
  pickFailed: 'This page cannot be picked from: load it again, and try once more.',
  pickedFinds: 'On this page, this finds:',
  keepRule: 'Keep',
  discardRule: 'Discard',
  ruleKept: 'Waypost looks there on every page of this site.',
  undo: 'Undo',
  rules: 'Rules',
  rulesHint:
    'Links to numbers and addresses are found by themselves; a rule says where a site shows them as text.',
  noRules: 'There is no rule yet.',
  ruleSite: 'Site',
  ruleSelector: 'Elements, as a CSS selector',
  ruleKind: 'What stands there',
  kindAny: 'Numbers and addresses',
  kindPhone: 'Phone numbers',
  kindEmail: 'E-mail addresses',
  ruleAttribute: 'Attribute (empty for the text)',
  addRule: 'Add the rule',
  removeRule: 'Remove the rule',
  ruleAdded: 'The rule is added.',
  ruleRemoved: 'The rule is removed.',
  ruleSiteWrong:
    'This is no site, as crm.example, or *.crm.example with all that lies below it.',
  ruleSelectorWrong: 'This is no CSS selector, as [data-field="phone"].',
  ruleAttributeWrong: 'This is no name of an attribute, as data-phone.',
  tooManyRules: 'There are 200 rules: remove one first.',
  openPanel: 'Open Waypost’s panel',
  dockTitle: 'Waypost, docked in the page',
  dockResize: 'Width of Waypost’s panel',
  dockHere: 'Dock the panel in its pages',
  dock: 'Dock in the page',
  undock: 'Close the docked panel',
  undockSite: 'No longer dock on this site',
  siteDecided: 'What cannot be chosen here, your administrator has switched off.',
  lookingForContact: 'Looking for the contact of this page…',
  firstSteps: 'Three steps, and Waypost is there',
  stepServer: 'Say where your organisation’s Waypost is.',
  stepSignIn: 'Sign in there.',
  stepSite: 'Add the site on which you see your customers, such as your CRM.',
  stepDone: 'Done',
  stepNext: 'Next',
  stepLater: 'Later',
  stepsDone: 'Waypost is ready',
  stepsDoneHow:
    'Open a customer’s page on your site, and click Waypost’s button in the browser’s toolbar. Your browser may keep the button behind the sign of a puzzle piece; from there it can be pinned.',
  stepsDoneKey: 'The panel opens by a key, too:',
};

export type Words = Readonly<typeof english>;

const french: Words = {
  optionsTitle: 'Waypost : options',
  server: 'Serveur',
  serverAddress: 'Adresse du Waypost de votre organisation',
  serverHint:
    'Votre navigateur demande ensuite si Waypost peut l’appeler. Il n’en appelle aucun autre.',
  serverDecided:
    'Votre administrateur a choisi ce serveur. Votre navigateur demande une fois si Waypost peut l’appeler.',
  useServer: 'Utiliser ce serveur',
  serverUsed: 'Waypost utilise ce serveur.',
  serverWrong:
    'Ce n’est pas l’adresse d’un serveur, comme https://waypost.example. Elle doit commencer par https.',
  serverRefused:
    'Votre navigateur ne laisse pas Waypost appeler ce serveur : autorisez-le, puis réessayez.',
  serverAsked: 'Le serveur est interrogé…',
  serverPlain:
    'À cette adresse, un mot de passe circulerait en clair. Demandez à votre administrateur une adresse qui commence par https.',
  serverUntrusted:
    'Rien ne répond à cette adresse, ou votre navigateur ne fait pas confiance à son certificat. Ouvrez l’adresse : votre navigateur dit lequel des deux, et votre administrateur peut y remédier.',
  serverStrange:
    'Quelque chose répond à cette adresse, mais ce n’est pas un Waypost. Demandez l’adresse à votre administrateur.',
  serverOlder:
    'Ce serveur est plus ancien que l’extension, et ils ne se comprennent pas. Votre administrateur peut mettre le serveur à jour.',
  serverNewer:
    'Ce serveur est plus récent que l’extension, et ils ne se comprennent pas. Mettez l’extension à jour sur la page des extensions de votre navigateur.',
  serverFailed: 'Ce serveur n’a pas pu être adopté. Réessayez, ou rechargez cette page.',
  openServer: 'Ouvrir cette adresse',
  account: 'Connexion',
  serverFirst: 'Choisissez d’abord un serveur.',
  signIn: 'Se connecter',
  signInHint:
    'Une page du serveur s’ouvre dans un onglet. Waypost continue dès que vous vous y êtes connecté.',
  signInAgain: 'Recommencer',
  signingIn: 'Ouverture de la page du serveur…',
  signInThere: 'Connectez-vous sur la page qui s’est ouverte ; celle-ci attend.',
  signInClosed: 'Vous n’êtes pas connecté : la page de connexion a été fermée.',
  signInRefused:
    'Vous n’êtes pas connecté : la connexion a été annulée, ou refusée par le serveur.',
  signInStrange:
    'Vous n’êtes pas connecté : la réponse n’était pas celle de cette connexion. Réessayez.',
  signInForbidden:
    'Vous n’êtes pas connecté : ce serveur ne se laisse appeler que par les extensions que son exploitant a nommées, et celle-ci n’en est pas.',
  signInFailed:
    'Vous n’êtes pas connecté : cela a pris trop de temps, ou le serveur a refusé. Réessayez.',
  serverUnreachable: 'Le serveur est injoignable. Vérifiez son adresse ou réessayez plus tard.',
  signedInAs: 'Vous êtes connecté :',
  signOut: 'Se déconnecter',
  signedOut: 'Vous êtes déconnecté, et ce navigateur n’a rien gardé.',
  signedOutHere:
    'Vous êtes déconnecté, et ce navigateur n’a rien gardé. Le serveur n’a pas pu être prévenu : il termine la session de lui-même.',
  language: 'Langue',
  languageBrowser: 'Celle du navigateur',
  appearance: 'Apparence',
  appearanceBrowser: 'Aux couleurs du navigateur',
  light: 'Claire',
  dark: 'Sombre',
  contact: 'Numéro de téléphone ou adresse e-mail d’un client',
  show: 'Afficher',
  everyone: 'Tout le monde',
  contactWrong: 'Ce n’est ni un numéro de téléphone ni une adresse e-mail entière.',
  noServer: 'Waypost ne connaît pas encore le serveur de votre organisation.',
  noSession: 'Connectez-vous pour voir par où vos clients sont passés.',
  openOptions: 'Ouvrir les options',
  panel: 'Panneau',
  history: 'Historique',
  options: 'Options',
  historyTitle: 'Waypost : historique des interactions',
  backToHistory: 'Revenir à l’historique',
  onThisPage: 'Sur cette page',
  chooseFound: 'Choisissez un contact',
  foundTooMany: 'Cette page a plus de 200 contacts. Saisissez celui que vous cherchez.',
  sites: 'Sites autorisés',
  sitesHint:
    'Waypost trouve le contact sur les pages de ces sites, et sur aucune autre. Le site n’a pas à changer.',
  siteAddress: 'Adresse d’un site',
  addSite: 'Afficher Waypost sur ce site',
  siteWrong:
    'Ce n’est pas l’adresse d’un site que Waypost peut lire, comme https://crm.example. Elle doit commencer par https.',
  siteRefused:
    'Votre navigateur ne laisse pas Waypost aller sur ce site : autorisez-le, puis réessayez.',
  siteUnpermitted:
    'Votre administrateur vous a donné ce site. Votre navigateur ne laisse pas encore Waypost y aller.',
  allowSite: 'Autoriser Waypost ici',
  siteAdded: 'Waypost trouve les contacts sur ce site.',
  siteLeft: 'Waypost a quitté ce site.',
  leaveSite: 'Quitter ce site',
  markContacts: 'Marquer les contacts dans ses pages',
  noSites: 'Il n’y a pas encore de site.',
  showOn: 'Afficher Waypost sur',
  siteUnknown:
    'Pour trouver le contact de cette page, cliquez sur le bouton de Waypost dans la barre d’outils quand la page est devant, ou ajoutez son site.',
  chooseSites: 'Choisir les sites',
  noneFound: 'Aucun contact n’a été trouvé sur cette page.',
  pick: 'Désigner dans la page',
  picking: 'Cliquez sur le numéro ou l’adresse dans la page. Échap pour arrêter.',
  pickedNothing:
    'Il n’y a là ni numéro ni adresse. Désignez un autre endroit, ou saisissez le contact.',
  pickFailed: 'Impossible de désigner dans cette page : rechargez-la, puis réessayez.',
  pickedFinds: 'Sur cette page, cela trouve :',
  keepRule: 'Garder',
  discardRule: 'Abandonner',
  ruleKept: 'Waypost cherche là sur chaque page de ce site.',
  undo: 'Annuler',
  rules: 'Règles',
  rulesHint:
    'Les liens vers des numéros et des adresses sont trouvés d’eux-mêmes ; une règle dit où un site les montre en texte.',
  noRules: 'Il n’y a pas encore de règle.',
  ruleSite: 'Site concerné',
  ruleSelector: 'Éléments, par un sélecteur CSS',
  ruleKind: 'Ce qui s’y trouve',
  kindAny: 'Numéros et adresses',
  kindPhone: 'Numéros de téléphone',
  kindEmail: 'Adresses e-mail',
  ruleAttribute: 'Attribut (vide pour le texte)',
  addRule: 'Ajouter la règle',
  removeRule: 'Retirer la règle',
  ruleAdded: 'La règle est ajoutée.',
  ruleRemoved: 'La règle est retirée.',
  ruleSiteWrong:
    'Ce n’est pas un site, comme crm.example, ou *.crm.example avec tout ce qui en dépend.',
  ruleSelectorWrong: 'Ce n’est pas un sélecteur CSS, comme [data-field="phone"].',
  ruleAttributeWrong: 'Ce n’est pas un nom d’attribut, comme data-phone.',
  tooManyRules: 'Il y a déjà 200 règles : retirez-en une d’abord.',
  openPanel: 'Ouvrir le panneau de Waypost',
  dockTitle: 'Waypost, dans la page',
  dockResize: 'Largeur du panneau de Waypost',
  dockHere: 'Placer le panneau dans ses pages',
  dock: 'Placer dans la page',
  undock: 'Fermer le panneau de la page',
  undockSite: 'Retirer le panneau de ce site',
  siteDecided: 'Ce qui ne peut être choisi ici a été désactivé par votre administrateur.',
  lookingForContact: 'Recherche du contact de cette page…',
  firstSteps: 'Trois étapes, et Waypost est là',
  stepServer: 'Indiquez où se trouve le Waypost de votre organisation.',
  stepSignIn: 'Connectez-vous à ce Waypost.',
  stepSite: 'Ajoutez le site où vous voyez vos clients, comme votre CRM.',
  stepDone: 'Fait',
  stepNext: 'À faire',
  stepLater: 'Ensuite',
  stepsDone: 'Waypost est prêt',
  stepsDoneHow:
    'Ouvrez la page d’un client sur votre site, puis cliquez sur le bouton de Waypost dans la barre d’outils du navigateur. Il peut se trouver derrière la pièce de puzzle, d’où il peut être épinglé.',
  stepsDoneKey: 'Un raccourci clavier ouvre aussi le panneau :',
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
