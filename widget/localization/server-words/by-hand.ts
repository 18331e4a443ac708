import type { Sentences } from './sentences.ts';

/** What is said to who works at an interaction: cards, cases, payments, qualifications, buttons, the desk. */
export const byHandSentences: Sentences = {
  'Your role does not let you change interactions.':
    'Votre rôle ne vous permet pas de modifier les interactions.',
  'There is no CRM that cards can be made in.': 'Aucun CRM ne permet de créer des fiches.',
  'There is no CRM that cards can be looked for in.':
    'Aucun CRM ne permet de chercher des fiches.',
  'No card is linked.': 'Aucune fiche n’est liée.',
  'There is no type of cases.': 'Il n’y a aucun type de dossier.',
  'No case is linked.': 'Aucun dossier n’est lié.',
  'There is no payment module that is active.': 'Aucun module de paiement n’est actif.',
  'There is no qualification for this queue.': 'Aucune qualification n’est pour cette file.',

  '“{0}” is empty here.': '« {0} » est vide ici.',
  'The values here make no address.': 'Les valeurs d’ici ne font pas une adresse.',
  '“{0}” opens an address; the page does it.':
    '« {0} » ouvre une adresse ; c’est la page qui le fait.',
  'The web service of this button is not there any more.':
    'Le service web de ce bouton n’existe plus.',
  'This key was used for something else. Take a new one.':
    'Cette clé a servi à autre chose. Prenez-en une nouvelle.',

  'A card of another CRM is made there.': 'Une fiche d’un autre CRM se crée là-bas.',
  'A card of another CRM is looked for there.': 'Une fiche d’un autre CRM se cherche là-bas.',
  'Fill in one field at least.': 'Remplissez au moins un champ.',
  'This CRM has just been deleted.': 'Ce CRM vient d’être supprimé.',
  '“{0}” has no such kind of card.': '« {0} » n’a pas cette sorte de fiche.',
  '“{0}” did not say which card it made. Look there.':
    '« {0} » n’a pas dit quelle fiche il a créée. Regardez là-bas.',
  '“{0}” did not do it: {1}': '« {0} » ne l’a pas fait : {1:words}',
  'There is no such card, or no more.': 'Cette fiche n’existe pas, ou plus.',
  'There is no case type with the id {0}.': 'Aucun type de dossier n’a l’identifiant {0}.',
  'There is no such case, or no more.': 'Ce dossier n’existe pas, ou plus.',
  'There is no CRM with the id {0}.': 'Aucun CRM n’a l’identifiant {0}.',
  '“{0}” has no way to look for cards called “{1}”.':
    '« {0} » n’a pas de manière de chercher des fiches nommée « {1} ».',
  '“{0}” looks for cards by a text only: write one.':
    '« {0} » ne cherche des fiches que par un texte : écrivez-en un.',
  '“{0}” cannot look for a text: choose one of its own ways.':
    '« {0} » ne peut pas chercher un texte : choisissez une de ses propres manières.',
  'Its CRM was deleted.': 'Son CRM a été supprimé.',
  'The card was deleted.': 'La fiche a été supprimée.',
  '“{0}” does not say how a card is read.': '« {0} » ne dit pas comment lire une fiche.',

  'The interaction is linked to “{0}” already.': 'L’interaction est déjà liée à « {0} ».',
  'The interaction is linked to the {0} “{1}” by now. Look at it, and say again what you want.':
    'L’interaction est maintenant liée : {0:kind} « {1} ». Regardez, et redites ce que vous voulez.',
  'The {0} that you saw is not linked any more. Look at the interaction, and say again what you want.':
    '{0:Le} que vous voyiez n’est plus lié{0:e}. Regardez l’interaction, et redites ce que vous voulez.',
  'The interaction is not linked to a {0}.': 'L’interaction n’est liée à {0:aucun}.',
  'The interaction is linked to the {0} “{1}” by now, and that stays.':
    'L’interaction est maintenant liée, et le reste : {0:kind} « {1} ».',
  'There is nothing of yours to be undone by this.': 'Il n’y a rien de vous à annuler ainsi.',
  'This has been undone already.': 'Cela a déjà été annulé.',
  'This cannot be undone.': 'Cela ne peut pas être annulé.',
  'Somebody has changed this link since; it stays as it is. Look at the interaction again.':
    'Quelqu’un a changé ce lien depuis ; il reste tel quel. Regardez à nouveau l’interaction.',
  'The case that was linked before is not there any more.':
    'Le dossier qui était lié auparavant n’existe plus.',

  'The conversation is over: nobody reads it any more.':
    'La conversation est finie : plus personne ne la lit.',
  'Give an e-mail address: the contact has none.':
    'Indiquez une adresse e-mail : le contact n’en a pas.',
  'Give a mobile number: the contact has none.':
    'Indiquez un numéro de mobile : le contact n’en a pas.',
  'The payment module “{0}” is not active.': 'Le module de paiement « {0} » n’est pas actif.',
  'The payment module “{0}” takes no {1}.':
    'Le module de paiement « {0} » n’accepte pas la devise {1}.',
  'The payment is over already.': 'Le paiement est déjà terminé.',
  'There is no payment module with the id {0}.':
    'Aucun module de paiement n’a l’identifiant {0}.',
  'This is no invoice of the interaction’s customer.':
    'Cette facture n’est pas du client de l’interaction.',
  'Write an amount above 0 in {0}, with the decimals that it has, at most 2.':
    'Écrivez un montant supérieur à 0 dans la devise {0}, avec ses décimales, 2 au plus.',
  'The invoice is not there any more.': 'La facture n’existe plus.',
  'The invoice is paid already.': 'La facture est déjà payée.',
  'The invoice has been cancelled.': 'La facture a été annulée.',
  'Another payment of this invoice is under way elsewhere.':
    'Un autre paiement de cette facture est en cours ailleurs.',
  'This payment is over already.': 'Ce paiement est déjà terminé.',
  'A provider takes this payment, and so it cannot be called off from here.':
    'Un prestataire prend ce paiement : il ne peut donc pas être annulé d’ici.',
  'This payment came to its end at this very moment.':
    'Ce paiement a pris fin à l’instant même.',

  'Only {0} can take this back: they said it.': 'Seul {0} peut retirer ceci, pour l’avoir dit.',
  'There is no qualification with the id {0}.': 'Aucune qualification n’a l’identifiant {0}.',
  '“{0}” is not for the queue of this interaction.':
    '« {0} » n’est pas pour la file de cette interaction.',
  '“{0}” needs a comment.': '« {0} » demande un commentaire.',
  'You have said “{0}” of this interaction already.':
    'Vous avez déjà dit « {0} » de cette interaction.',

  'This interaction does not ring at you, or no more: somebody took it, or the customer left.':
    'Cette interaction ne sonne pas chez vous, ou plus : quelqu’un l’a prise, ou le client est parti.',
  'This interaction is not yours, or no more.':
    'Cette interaction n’est pas la vôtre, ou ne l’est plus.',
  'This interaction does not wait for anybody.': 'Cette interaction n’attend personne.',
  'No advisor has this interaction.': 'Aucun conseiller n’a cette interaction.',
  'This conversation is over. Open a new one to write again.':
    'Cette conversation est finie. Ouvrez-en une nouvelle pour écrire encore.',
  'This choice was never offered in this conversation.':
    'Ce choix n’a jamais été proposé dans cette conversation.',

  // what a button’s web service answered, after the button’s name
  '{0}: {1}': '{0} : {1:known}',
};
