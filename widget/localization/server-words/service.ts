import type { Sentences } from './sentences.ts';

/** What is said of the call itself: rights, sign-in, limits, periods, exports; and of the server. */
export const serviceSentences: Sentences = {
  'There is nothing at {0}.': 'Il n’y a rien à {0}.',
  'Pages of {0} may not call this server.':
    'Les pages de {0} n’ont pas le droit d’appeler ce serveur.',
  'The server cannot reach its database. Try again in a moment.':
    'Le serveur ne peut pas joindre sa base de données. Réessayez dans un instant.',
  'The server cannot reach its database.': 'Le serveur ne peut pas joindre sa base de données.',
  'The server met a fault. It has been written down; try again.':
    'Le serveur a rencontré une erreur. Elle a été notée ; réessayez.',
  'The server is starting; try again in a moment.':
    'Le serveur démarre ; réessayez dans un instant.',
  'The server stops; come back in a moment.': 'Le serveur s’arrête ; revenez dans un instant.',
  'There is no such {0}, or you may not see it.':
    '{0:Ce} n’existe pas, ou vous n’y avez pas accès.',
  'Your role does not let you {0} {1}. Ask an administrator for that right.':
    'Votre rôle ne vous permet pas de {0:words} {1:words}. Demandez ce droit à un administrateur.',
  'Your active profile does not open the history of interactions. Choose another profile, or ask an administrator.':
    'Votre profil actif n’ouvre pas l’historique des interactions. Choisissez un autre profil, ou adressez-vous à un administrateur.',

  'The key is not known.': 'La clé n’est pas connue.',
  'The embed token is not valid: check its key, its audience and its end.':
    'Le jeton d’intégration n’est pas valable : vérifiez sa clé, son destinataire et sa fin.',
  'The embed token names no active user.':
    'Le jeton d’intégration ne nomme aucun utilisateur actif.',
  'The token is not valid; sign in again.': 'Le jeton n’est pas valable ; reconnectez-vous.',
  'The token has ended; get a new one.': 'Le jeton a expiré ; prenez-en un nouveau.',
  'This token is another user’s; open another socket for it.':
    'Ce jeton est d’un autre utilisateur ; ouvrez une autre connexion pour lui.',
  'This session has ended; sign in again.': 'Cette session est finie ; reconnectez-vous.',
  'Sign in first: the call carries no bearer token.':
    'Connectez-vous d’abord : l’appel ne porte pas de jeton.',
  'The header If-Match must carry an ETag that this server gave.':
    'L’en-tête If-Match doit porter un ETag que ce serveur a donné.',
  'This is none of your profiles.': 'Ce n’est pas un de vos profils.',
  'Too many calls from your address; wait a minute.':
    'Trop d’appels depuis votre adresse ; attendez une minute.',
  'Too many messages at once; wait a minute.':
    'Trop de messages à la fois ; attendez une minute.',
  'Too many wrong passwords for this name; wait a minute.':
    'Trop de mots de passe erronés pour ce nom ; attendez une minute.',

  'You have {0} views, which is as many as there can be.':
    'Vous avez {0} vues ; il ne peut pas y en avoir plus.',
  'You have a view “{0}” already; choose another name.':
    'Vous avez déjà une vue « {0} » ; choisissez un autre nom.',
  'What you may see has changed: export again.':
    'Ce à quoi vous avez accès a changé : recommencez l’export.',
  '{0} exports are being written already. Try again when one of them is done.':
    '{0} exports sont déjà en cours. Réessayez quand l’un d’eux est fini.',
  '“{0}” is no time zone. Write one like Europe/Paris.':
    '« {0} » n’est pas un fuseau horaire. Écrivez-en un comme Europe/Paris.',
  'The history goes back to {0}.': 'L’historique remonte au {0:words}.',
  'A period has at most {0} calendar months: from this start it ends by {1}.':
    'Une période a au plus {0} mois : depuis ce début, elle finit au plus tard le {1:words}.',
};
