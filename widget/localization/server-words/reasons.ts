import type { Sentences } from './sentences.ts';

/** Why an action of a smart routing left the way it did, or why the routing was stopped. */
export const reasonSentences: Sentences = {
  'The action “{0}” is not in this version.': 'L’action « {0} » n’est pas dans cette version.',
  '{0} actions ran without a wait between them.':
    '{0} actions se sont enchaînées sans aucune attente.',
  'There is no action type for “{0}”.': 'Le type de l’action « {0} » n’existe pas.',
  'The parameters of “{0}” are not valid.': 'Les paramètres de « {0} » ne sont pas valables.',
  'The action cannot go on.': 'L’action ne peut pas continuer.',
  'The action failed.': 'L’action a échoué.',
  'The branch “{0}” is not wired.': 'La branche « {0} » n’est pas reliée.',
  'With its variables, a text is longer than {0} characters.':
    'Avec ses variables, un texte dépasse {0} caractères.',
  'The customer left the conversation.': 'Le client a quitté la conversation.',
  'The customer left.': 'Le client est parti.',
  'The routing took the interaction further.': 'Le parcours a repris l’interaction.',
  '{0} turned the interaction away.': '{0} a écarté l’interaction.',
  'The {0} that was picked has been deleted.': '{0:Le} choisi{0:e} ici a été supprimé{0:e}.',
  'No {0} has the reference “{1}”.': '{0:Aucun} n’a la référence « {1} ».',
  'The reference of the {0} is empty.': 'La référence {0:du} est vide.',

  'The checkpoint that was picked has been deleted.':
    'Le point de passage choisi a été supprimé.',
  'No checkpoint has the reference “{0}”.': 'Aucun point de passage n’a la référence « {0} ».',
  'No routing has the reference “{0}”.': 'Aucun parcours n’a la référence « {0} ».',
  'The reference is empty.': 'La référence est vide.',
  'The value for {0} is longer than {1} characters.':
    'La valeur de {0} dépasse {1} caractères.',
  'The value for {0} is no {1}.': 'La valeur de {0} n’est pas {1:value}.',

  'No case has the reference “{0}”.': 'Aucun dossier n’a la référence « {0} ».',
  'No case of the customer is known.': 'Aucun dossier du client n’est connu.',
  'A case must have a title.': 'Un dossier doit avoir un titre.',
  'The title is longer than {0} characters.': 'Le titre dépasse {0} caractères.',
  'The status is longer than {0} characters.': 'Le statut dépasse {0} caractères.',
  'The title is empty.': 'Le titre est vide.',
  'The interaction is linked to no case.': 'L’interaction n’est liée à aucun dossier.',
  '“{0}” has no field “{1}”.': '« {0} » n’a pas de champ « {1} ».',
  '“{0}” has several such cards.': '« {0} » a plusieurs fiches de ce genre.',
  '“{0}” has no such card.': '« {0} » n’a pas cette fiche.',
  'The interaction could not be linked to the card.':
    'L’interaction n’a pas pu être liée à la fiche.',
  'No card was created: {0}': 'Aucune fiche n’a été créée : {0:words}',
  '“{0}” has no default scenario.': '« {0} » n’a pas de scénario par défaut.',
  '“{0}” has no scenario “{1}”.': '« {0} » n’a pas de scénario « {1} ».',
  'There is no value in {0}.': 'Il n’y a pas de valeur dans {0}.',
  'The CRM has several such cards.': 'Le CRM a plusieurs fiches de ce genre.',
  'The CRM has no such card.': 'Le CRM n’a pas cette fiche.',
  'The card was created, but the interaction could not be linked to it.':
    'La fiche a été créée, mais l’interaction n’a pas pu y être liée.',
  '“{0}” has no object “{1}”.': '« {0} » n’a pas d’objet « {1} ».',
  '“{0}” makes no cards of “{1}”.': '« {0} » ne crée pas de fiches de « {1} ».',
  'The CRM did not say which card it made.': 'Le CRM n’a pas dit quelle fiche il a créée.',
  'The cards of “{0}” are kept elsewhere: use the actions for CRM V2.':
    'Les fiches de « {0} » sont tenues ailleurs : utilisez les actions pour CRM V2.',
  'There is no value to make a card of.': 'Il n’y a aucune valeur dont faire une fiche.',
  'The CRM has been deleted.': 'Le CRM a été supprimé.',
  '“{0}” is the built-in CRM, not a CRM V2.': '« {0} » est le CRM intégré, pas un CRM V2.',
  'The name of the task is empty.': 'Le nom de la tâche est vide.',
  'The name of the task is longer than {0} characters.':
    'Le nom de la tâche dépasse {0} caractères.',
  'The variable with the Salesforce query id is empty.':
    'La variable de l’identifiant de requête Salesforce est vide.',

  'The clock holds no date.': 'L’horloge ne donne pas de date.',
  'The variable {0} holds no date.': 'La variable {0} ne contient pas de date.',
  'The result is not in the years 1 to 9999.':
    'Le résultat n’est pas dans les années 1 à 9999.',
  'The calendar that was picked has been deleted.': 'Le calendrier choisi a été supprimé.',
  'No calendar has the reference “{0}”.': 'Aucun calendrier n’a la référence « {0} ».',
  '“{0}” has no column {1}.': '« {0} » n’a pas de colonne {1:quoted}.',
  '“{0}” has no such row.': '« {0} » n’a pas cette ligne.',
  'The rows that were found have these values already.':
    'Les lignes trouvées ont déjà ces valeurs.',
  'There is nothing to look up.': 'Il n’y a rien à chercher.',
  '“{0}” has no row for what was looked up.':
    '« {0} » n’a pas de ligne pour ce qui était cherché.',
  'There were {0} contacts before, more than any threshold.':
    'Il y a eu {0} contacts avant, plus que tous les seuils.',

  'There is no such queue or queue group.': 'Cette file ou ce groupe de files n’existe pas.',
  'Nobody who serves it is connected.': 'Personne qui s’en occupe n’est connecté.',
  'The estimated wait is {0} s.': 'L’attente estimée est de {0} s.',
  '{0} are waiting already.': 'Déjà {0} en attente.',
  'The maximum wait in the queue was reached.':
    'L’attente maximale dans la file a été atteinte.',
  '“{0}” is for another flow.': '« {0} » est pour un autre flux.',
  '“{0}” is an end routing.': '« {0} » est un parcours de fin.',
  '“{0}” has no version in production.': '« {0} » n’a pas de version en production.',
  'Hand-offs so far: {0}; there may be {1}.':
    'Passages à un autre parcours jusqu’ici : {0} ; il peut y en avoir {1}.',
  'No preferred advisor of the customer is known.':
    'Aucun conseiller préféré du client n’est connu.',
  'There is no such active user.': 'Cet utilisateur n’existe pas ou n’est pas actif.',
  '{0} has the interaction already.': '{0} a déjà l’interaction.',
  '{0} is not connected.': '{0} n’est pas connecté.',
  '{0} is away.': '{0} s’est absenté.',
  '{0} is busy with another interaction.': '{0} traite une autre interaction.',
  'The ring time has passed.': 'La durée de sonnerie est passée.',
  '{0} refused.': '{0} a refusé.',

  'None of the answers for {0} was valid.': 'Aucune des réponses pour {0} n’était valable.',
  'The template’s “{0}” is empty.': 'Dans le modèle, « {0} » est vide.',
  'There are more than {0} recipients.': 'Il y a plus de {0} destinataires.',
  'The mailbox of the queue “{0}” is not there.':
    'La boîte aux lettres de la file « {0} » n’existe pas.',
  'There is no recipient.': 'Il n’y a aucun destinataire.',
  'No recipient is an e-mail address: {0}.':
    'Aucun destinataire n’est une adresse e-mail : {0}.',
  'No e-mail address: {0}.': 'Pas une adresse e-mail : {0}.',
  'The mail server took it for nobody.': 'Le serveur de messagerie ne l’a pris pour personne.',
  '“{0}” is no phone number.': '« {0} » n’est pas un numéro de téléphone.',
  '{0} is a fixed line.': '{0} est une ligne fixe.',
  '{0} is a fixed line, to which no SMS can be sent.':
    '{0} est une ligne fixe, à laquelle aucun SMS ne peut être envoyé.',
  '“{0}” cannot be a sender.': '« {0} » ne peut pas être un expéditeur.',
  'The message is longer than {0} characters.': 'Le message dépasse {0} caractères.',
  'The campaign “{0}” is for {1}, not for {2}.':
    'La campagne « {0} » est pour {1:words}, pas pour {2:words}.',
  'The campaign “{0}” is not active.': 'La campagne « {0} » n’est pas active.',
  '{0} is in the campaign already.': '{0} est déjà dans la campagne.',
  'The start date is no date.': 'La date de début n’est pas une date.',
  'The priority is no whole number from {0} to {1}.':
    'La priorité n’est pas un nombre entier de {0} à {1}.',
  'The campaign has no layout “{0}”.': 'La campagne n’a pas de mise en page « {0} ».',
  'The survey “{0}” is not active.': 'L’enquête « {0} » n’est pas active.',
  'There is no address to which the invitation could go.':
    'Il n’y a aucune adresse où envoyer l’invitation.',
  'The input “{0}” is empty.': 'L’entrée « {0} » est vide.',

  'The value is empty.': 'La valeur est vide.',
  'No invoice has this value.': 'Aucune facture n’a cette valeur.',
  'No invoice has the value that was given.': 'Aucune facture n’a la valeur donnée.',
  'The currency is none of ISO 4217.': 'La devise n’est pas de l’ISO 4217.',
  'The amount is none above 0 with the decimals that {0} has, at most 2.':
    'Le montant n’est pas supérieur à 0 avec les décimales de la devise {0}, 2 au plus.',
  'The mobile number is no phone number with its country code.':
    'Le numéro de mobile n’est pas un numéro de téléphone avec son indicatif de pays.',
  'The fixed phone number is none.': 'Le numéro de téléphone fixe n’en est pas un.',
  'The e-mail address is none.': 'L’adresse e-mail n’en est pas une.',
  'The time to pay was over.': 'Le temps pour payer était écoulé.',
  'The payment module “{0}” cannot be used in the smart routing: its pay page is not our own.':
    'Le module de paiement « {0} » ne peut pas servir dans le parcours intelligent : sa page de paiement n’est pas la nôtre.',
  'There is no e-mail address to send the link to.':
    'Il n’y a pas d’adresse e-mail où envoyer le lien.',
  'There is no mobile number to send the link to.':
    'Il n’y a pas de numéro de mobile où envoyer le lien.',
  'There is no way to give the customer the link.':
    'Il n’y a aucun moyen de donner le lien au client.',
  'The payment came to its end before the link was sent.':
    'Le paiement a pris fin avant l’envoi du lien.',
  'The payment was stopped.': 'Le paiement a été arrêté.',
  'The bank transfer failed.': 'Le virement a échoué.',
  'The payment module found no such invoice.':
    'Le module de paiement n’a pas trouvé cette facture.',
  'The payment module took the payment for a fraud.':
    'Le module de paiement a pris le paiement pour une fraude.',
  'The payment failed.': 'Le paiement a échoué.',
  'The payment module met an error.': 'Le module de paiement a rencontré une erreur.',
  'Another payment of the invoice is under way elsewhere.':
    'Un autre paiement de la facture est en cours ailleurs.',
  'Another payment had paid the invoice “{0}” before: the {1} of this one are to be given back.':
    'Un autre paiement avait déjà réglé la facture « {0} » : les {1} de celui-ci sont à rendre.',
};
