import type { Sentences } from './sentences.ts';

/** What is said in the Maker of what is kept there: taken references, uses, versions, imports, rows. */
export const makerSentences: Sentences = {
  'There is no {0} with the id {1}.': '{0:Aucun} n’a l’identifiant {1}.',
  'There is no checkpoint with the id {0}.': 'Aucun point de passage n’a l’identifiant {0}.',
  'There is no checkpoint {0}.': 'Le point de passage {0} n’existe pas.',
  'There is no smart routing {0}.': 'Le parcours intelligent {0} n’existe pas.',
  'There is no such routing.': 'Ce parcours n’existe pas.',
  'There is no kind of entity called “{0}”.': 'Aucune sorte d’élément ne s’appelle « {0} ».',
  'Another {0} “{1}” ({2}) has the reference “{3}” already; upper and lower case count as the same.':
    '{0:Autre}, « {1} » ({2}), a déjà la référence « {3} » ; majuscules et minuscules comptent comme identiques.',
  'Another {0} has the reference “{1}” already; upper and lower case count as the same.':
    '{0:Autre} a déjà la référence « {1} » ; majuscules et minuscules comptent comme identiques.',
  '{0} changed this {1} at {2}. Load it anew, then make your change again.':
    '{0:words} a modifié {1:ce} ({2}). Rechargez, puis refaites votre modification.',

  '{0} Nothing was deleted.': '{0:known} Rien n’a été supprimé.',
  '{0}: used by {1} action, which would leave by “Reference not found”. Confirm, or put another checkpoint in its place.':
    '{0:quoted} : {1} action l’utilise, et sortirait par « Référence introuvable ». Confirmez, ou mettez un autre point de passage à la place.',
  '{0}: used by {1} actions, which would leave by “Reference not found”. Confirm, or put another checkpoint in its place.':
    '{0:quoted} : {1} actions l’utilisent, et sortiraient par « Référence introuvable ». Confirmez, ou mettez un autre point de passage à la place.',
  'Choose another checkpoint, one that stays, to take its place.':
    'Choisissez un autre point de passage, qui reste, pour prendre sa place.',
  '“{0}”: used by {1} action, which would no longer find it. Confirm to delete it all the same.':
    '« {0} » : {1} action l’utilise, et ne le trouverait plus. Confirmez pour supprimer quand même.',
  '“{0}”: used by {1} actions, which would no longer find it. Confirm to delete it all the same.':
    '« {0} » : {1} actions l’utilisent, et ne le trouveraient plus. Confirmez pour supprimer quand même.',
  '“{0}” cannot be deleted: {1} use it. Take it out of them first.':
    '« {0} » ne peut pas être supprimé ; l’utilisent : {1:holders}. Retirez-le d’abord de là.',
  '“{0}” cannot be deleted: {1} and {2} more use it. Take it out of them first.':
    '« {0} » ne peut pas être supprimé ; l’utilisent : {1:holders} et {2} de plus. Retirez-le d’abord de là.',
  '“{0}” is used, which would fail without it. Confirm to delete it all the same.':
    '« {0} » sert encore, et ce qui s’en sert échouerait sans lui. Confirmez pour supprimer quand même.',
  '“{0}” is used by {1}, which would fail without it. Confirm to delete it all the same.':
    '« {0} » sert encore, et ce qui s’en sert échouerait sans lui : {1:quoted}. Confirmez pour supprimer quand même.',
  'This {0} cannot be deleted: there is still something that belongs to it.':
    '{0:Ce} ne peut pas être supprimé{0:e} : quelque chose en dépend encore.',
  '“{0}” of “{1}”, version {2} ({3}), picks “{4}”.':
    '« {0} » de « {1} », version {2} ({3:words}), choisit « {4} ».',
  '“{0}” of “{1}”, version {2} ({3}), names “{4}”.':
    '« {0} » de « {1} », version {2} ({3:words}), cite « {4} ».',

  'Another row has the reference “{0}”, too; upper and lower case count as the same.':
    'Une autre ligne a aussi la référence « {0} » ; majuscules et minuscules comptent comme identiques.',
  '“{0}”: {1} Nothing was imported.': '« {0} » : {1:known} Rien n’a été importé.',
  '“{0}”: {1} And {2} more. Nothing was imported.':
    '« {0} » : {1:known} Et {2} de plus. Rien n’a été importé.',
  'A row before it has the same value for “{0}”, of which each may be there once.':
    'Une ligne précédente a la même valeur pour « {0} », dont chacune ne peut figurer qu’une fois.',
  'Row {0}: {1} Nothing was imported.': 'Ligne {0} : {1:known} Rien n’a été importé.',
  'Row {0}: {1} And {2} more. Nothing was imported.':
    'Ligne {0} : {1:known} Et {2} de plus. Rien n’a été importé.',
  'Somebody has written the same values meanwhile. Nothing was imported: look at it again.':
    'Quelqu’un a écrit les mêmes valeurs entre-temps. Rien n’a été importé : vérifiez de nouveau.',
  'The checkpoints have changed since the preview. Nothing was imported: look at it again.':
    'Les points de passage ont changé depuis l’aperçu. Rien n’a été importé : regardez-le à nouveau.',
  'Give the copy a name of its own.': 'Donnez à la copie son propre nom.',
  'Give the copy a reference of its own.': 'Donnez à la copie sa propre référence.',
  'The copy’s name and reference must differ from the original’s.':
    'Le nom et la référence de la copie doivent différer de ceux de l’original.',
  'The database does not take a value.': 'La base de données n’accepte pas une des valeurs.',
  'This cursor is none of this list’s in this order; begin without one.':
    'Ce curseur n’est pas de cette liste dans cet ordre ; recommencez sans curseur.',
  'This cursor is none of this list’s; begin without one.':
    'Ce curseur n’est pas de cette liste ; recommencez sans curseur.',
  'This cursor is none of this list’s.': 'Ce curseur n’est pas de cette liste.',

  '“{0}” was in production (version {1}), and interactions tell of it: it stays. Archive it to take it out of service.':
    '« {0} » a été en production (version {1}), et des interactions en gardent la trace : il reste. Archivez-le pour le retirer du service.',
  '“{0}” is the end routing of {1}. Give them another one first.':
    '« {0} » est le parcours de fin de {1:quoted}. Donnez-leur-en d’abord un autre.',
  'The end routing of “{0}”.': 'Le parcours de fin de « {0} ».',
  'An end routing has no end routing of its own.':
    'Un parcours de fin n’a pas lui-même de parcours de fin.',
  '“{0}” is no end routing: its kind is “{1}”.':
    '« {0} » n’est pas un parcours de fin : il est du type « {1:words} ».',
  'Version {0} is in the state “{1}”; only {2} versions go into {3}. Copy it into a new version instead.':
    'La version {0} est dans l’état « {1:words} » ; seules celles de l’état {2:words} passent en {3:words}. Copiez-la plutôt dans une nouvelle version.',
  'Version {0} is archived already.': 'La version {0} est déjà archivée.',
  'Version {0} cannot be published: {1}': 'La version {0} ne peut pas être publiée : {1:words}',
  'Version {0} cannot be published: {1} (and {2} more)':
    'La version {0} ne peut pas être publiée : {1:words} (et {2} de plus)',
  'Nothing was saved. {0}': 'Rien n’a été enregistré. {0:words}',
  'Nothing was saved. {0} (and {1} more)':
    'Rien n’a été enregistré. {0:words} (et {1} de plus)',
  'This routing has no version {0}.': 'Ce parcours n’a pas de version {0}.',
  'Version {0} is in the state “{1}”: only development versions can be changed. Copy it into a new version instead.':
    'La version {0} est dans l’état « {1:words} » : seules les versions en développement peuvent être modifiées. Copiez-la plutôt dans une nouvelle version.',

  'Name the key of the row.': 'Indiquez la clé de la ligne.',
  'There is no “{0}”.': '« {0} » n’existe pas.',
  'The value for “{0}” is none of those that its list proposes.':
    'La valeur de « {0} » n’est aucune de celles que sa liste propose.',
  'The value for “{0}” is longer than {1} characters.':
    'La valeur de « {0} » dépasse {1} caractères.',
  'The value for “{0}” is no {1}.': 'La valeur de « {0} » n’est pas {1:value}.',
  '“{0}” must have a value.': '« {0} » doit avoir une valeur.',
  'Another row has the value for “{0}” already.':
    'Une autre ligne a déjà cette valeur de « {0} ».',
  'The database has been deleted.': 'La base de données a été supprimée.',

  'The rehearsal was stopped after {0} happenings: the routing does not come to an end.':
    'L’essai a été arrêté après {0} événements : le parcours n’arrive pas à sa fin.',
  'The rehearsal was stopped after {0} seconds: the routing has too much to do.':
    'L’essai a été arrêté après {0} secondes : le parcours a trop à faire.',
  '“{0}” to {1}': '« {0} » à {1}',
  'Cards are looked for: {0}': 'Des fiches sont cherchées : {0}',
  'A card is made: {0}': 'Une fiche est créée : {0}',
  'A card is read: {0}': 'Une fiche est lue : {0}',
  'A payment is asked for.': 'Un paiement est demandé.',
  'A message goes out.': 'Un message part.',
  'This server makes no calls to other servers.': 'Ce serveur n’appelle pas d’autres serveurs.',
};
