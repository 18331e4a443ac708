import type { Sentences } from './sentences.ts';

/** What is said of users, teams, roles and profiles. */
export const peopleSentences: Sentences = {
  'This is named twice.': 'Ceci est nommé deux fois.',
  'A user name has no blanks in it.': 'Un nom d’utilisateur ne contient pas d’espaces.',
  'Give a password of {0} characters at least.':
    'Indiquez un mot de passe d’au moins {0} caractères.',
  '“{0}” took part in interactions, and the history names them. Switch the user off instead: nobody can sign in as them any more.':
    '« {0} » a pris part à des interactions, et l’historique garde son nom. Désactivez plutôt l’utilisateur : personne ne pourra plus se connecter sous ce nom.',
  '“{0}”: used by {1} action, which would no longer find them. Confirm to delete the user all the same.':
    '« {0} » : {1} action l’utilise, et ne le trouverait plus. Confirmez pour supprimer quand même l’utilisateur.',
  '“{0}”: used by {1} actions, which would no longer find them. Confirm to delete the user all the same.':
    '« {0} » : {1} actions l’utilisent, et ne le trouveraient plus. Confirmez pour supprimer quand même l’utilisateur.',
  'Nobody takes the place of a user who is deleted.':
    'Personne ne prend la place d’un utilisateur supprimé.',
  'This is the {0} that is to be deleted.': 'C’est {0:le} à supprimer.',
  '“{0}” has {1}. Name another team for them, or confirm that they are in none.':
    '« {0} » compte {1:words}. Indiquez une autre équipe, ou confirmez qu’il n’y en aura aucune.',
  '“{0}” is the {1} of {2}. Name another {3} for them.':
    '« {0} » est {1:le} de {2:words}. Indiquez {3:autre} à la place.',
  '“{0}” cannot be deleted: the custom buttons {1} are for it. Take it out of them first.':
    '« {0} » ne peut pas être supprimé ; des boutons personnalisés lui sont destinés : {1:quoted}. Retirez-le d’abord de là.',
  '“{0}” cannot be deleted: the custom buttons {1} and {2} more are for it. Take it out of them first.':
    '« {0} » ne peut pas être supprimé ; des boutons personnalisés lui sont destinés : {1:quoted} et {2} de plus. Retirez-le d’abord de là.',
  'This {0} cannot be deleted: something has begun to use it at this moment.':
    '{0:Ce} ne peut pas être supprimé{0:e} : quelque chose vient de s’en servir.',
  'Only users have user names to sort by.':
    'Seuls les utilisateurs ont un nom d’utilisateur pour le tri.',
  'You cannot delete yourself. Somebody else has to do it.':
    'Vous ne pouvez pas vous supprimer vous-même. Quelqu’un d’autre doit le faire.',
  'You cannot switch yourself off. Somebody else has to do it.':
    'Vous ne pouvez pas vous désactiver vous-même. Quelqu’un d’autre doit le faire.',
  'You would take from yourself the right to {0} users. Somebody else has to do it.':
    'Vous vous retireriez le droit de {0:words} les utilisateurs. Quelqu’un d’autre doit le faire.',
  'Nobody would be left who may read and modify users. Give that to another active user first.':
    'Il ne resterait personne pour consulter et modifier les utilisateurs. Donnez-en d’abord le droit à un autre utilisateur actif.',
  'The user name “{0}” is taken already; upper and lower case count as the same.':
    'Le nom d’utilisateur « {0} » est déjà pris ; majuscules et minuscules comptent comme identiques.',
  '“{0}” has this address already: the sign-in by {1} could not tell them apart.':
    '« {0} » a déjà cette adresse : la connexion par {1} ne pourrait pas les distinguer.',
  'This is none of the profiles that the user has.':
    'Ce n’est pas un des profils de l’utilisateur.',
  'People of this organisation sign in by {0}: a password would pass it by. Choose to sign in without one.':
    'Dans cette organisation, on se connecte par {0} : un mot de passe le contournerait. Choisissez la connexion sans mot de passe.',
  'Another {0} is called “{1}” already; upper and lower case count as the same.':
    '{0:Autre} s’appelle déjà « {1} » ; majuscules et minuscules comptent comme identiques.',
  'There is nothing of people called “{0}”.': 'Rien ne s’appelle « {0} » parmi les personnes.',
  'Your own role does not have these rights, so that you cannot give them, nor change who has them: {0}.':
    'Votre propre rôle n’a pas ces droits ; vous ne pouvez donc ni les donner, ni modifier qui les a : {0:rights}.',
  'You are of the type {0}: you cannot make a user of the type {1}, nor change one.':
    'Vous êtes du type {0:words} : vous ne pouvez ni créer un utilisateur du type {1:words}, ni en modifier un.',
};
