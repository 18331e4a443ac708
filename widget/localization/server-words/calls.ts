import type { Sentences } from './sentences.ts';

/** Why something outside was not done: a message, an e-mail, an SMS, a call to a service, a CRM or a payment provider. */
export const callSentences: Sentences = {
  'E-mail: {0}': 'E-mail : {0:words}',
  'SMS: {0}': 'SMS : {0:words}',
  'Web service: {0}': 'Service web : {0:words}',
  'CRM: {0}': 'CRM : {0:words}',
  'Payment: {0}': 'Paiement : {0:words}',
  'Message: {0}': 'Message : {0:words}',

  'This server makes no such calls to other servers.':
    'Ce serveur n’appelle pas ainsi d’autres serveurs.',
  '‘{0}’ leads inside the server’s own network, where calls are not allowed.':
    '« {0} » mène dans le réseau même du serveur, où les appels ne sont pas permis.',
  '‘{0}’ has no address.': '« {0} » n’a pas d’adresse.',
  '‘{0}’ did not answer.': '« {0} » n’a pas répondu.',
  '‘{0}’ did not answer within {1} seconds.': '« {0} » n’a pas répondu en {1} secondes.',
  '‘{0}’ cannot be reached.': '« {0} » est injoignable.',
  'The connection to ‘{0}’ failed.': 'La connexion à « {0} » a échoué.',
  'The address is not valid.': 'L’adresse n’est pas valable.',
  'A value would change the path of the address.':
    'Une valeur changerait le chemin de l’adresse.',
  'The address is none that can be called.': 'Cette adresse ne peut pas être appelée.',
  'With its values, a part of the call is longer than {0} characters.':
    'Avec ses valeurs, une partie de l’appel dépasse {0} caractères.',
  'The service redirects too often.': 'Le service redirige trop souvent.',
  'The service redirects to what is no address.':
    'Le service redirige vers ce qui n’est pas une adresse.',
  'The service sends what it was given to another server.':
    'Le service envoie à un autre serveur ce qui lui a été donné.',
  'The service redirects into the server’s own network, where calls are not allowed.':
    'Le service redirige vers le réseau même du serveur, où les appels ne sont pas permis.',
  'The server was stopped during the call.': 'Le serveur a été arrêté pendant l’appel.',
  'The answer is larger than 1 MiB.': 'La réponse dépasse 1 Mio.',
  'The answer’s field ‘{0}’ is longer than {1} characters.':
    'Le champ « {0} » de la réponse dépasse {1} caractères.',
  'The service answered with status {0}.': 'Le service a répondu avec le statut {0}.',
  'The answer is no text in UTF-8.': 'La réponse n’est pas du texte en UTF-8.',
  'The answer is no JSON.': 'La réponse n’est pas du JSON.',
  'There is no secret ‘{0}’.': 'Le secret « {0} » n’existe pas.',
  'Nothing here does effects of the kind “{0}”.':
    'Rien ici ne fait d’effets de la sorte « {0} ».',
  'It was begun again and again, and never came to its end.':
    'Commencé à plusieurs reprises, et jamais terminé.',
  'It failed again and again.': 'Échec à chaque essai.',

  'The channel is not there any more.': 'Le canal n’existe plus.',
  'The channel has no address that messages are taken to.':
    'Le canal n’a pas d’adresse où porter les messages.',
  'The message is empty.': 'Le message est vide.',
  'The channel’s gateway does not answer. {0}':
    'La passerelle du canal ne répond pas. {0:words}',
  'The channel’s gateway is busy (status {0}).':
    'La passerelle du canal est surchargée (statut {0}).',
  'The channel’s gateway refused the message (status {0}).':
    'La passerelle du canal a refusé le message (statut {0}).',
  'This channel has no routing that conversations begin with. {0}':
    'Ce canal n’a pas de parcours par lequel les conversations commencent. {0:words}',
  'Give the channel one, or open the interaction with a routing of your own.':
    'Donnez-en un au canal, ou ouvrez l’interaction avec votre propre parcours.',

  'The CRM answered with status {0}.': 'Le CRM a répondu avec le statut {0}.',
  'The CRM’s answer is no JSON.': 'La réponse du CRM n’est pas du JSON.',
  'The CRM has no scenario ‘{0}’.': 'Le CRM n’a pas de scénario « {0} ».',
  'The CRM reads no cards of ‘{0}’.': 'Le CRM ne lit pas de fiches de « {0} ».',
  'The CRM makes no cards of ‘{0}’.': 'Le CRM ne crée pas de fiches de « {0} ».',
  'The CRM’s answer has no cards at ‘{0}’.': 'La réponse du CRM n’a pas de fiches à « {0} ».',
  'A card of the CRM has no id at ‘{0}’.': 'Une fiche du CRM n’a pas d’identifiant à « {0} ».',

  'No mail server is set up.': 'Aucun serveur de messagerie n’est configuré.',
  'The mail server refused {0}.': 'Le serveur de messagerie a refusé {0}.',
  'The mail server cannot be used as it is set up.':
    'Le serveur de messagerie ne peut pas servir tel qu’il est configuré.',
  'The mail server cannot be reached.': 'Le serveur de messagerie est injoignable.',
  'The mail server is busy (status {0}).':
    'Le serveur de messagerie est surchargé (statut {0}).',
  'The mail server refused the user or password (status {0}).':
    'Le serveur de messagerie a refusé l’utilisateur ou le mot de passe (statut {0}).',
  'The mail server refused the message (status {0}).':
    'Le serveur de messagerie a refusé le message (statut {0}).',
  'No gateway for SMS is set up.': 'Aucune passerelle SMS n’est configurée.',
  'The gateway for SMS cannot be reached.': 'La passerelle SMS est injoignable.',
  'The gateway for SMS is busy (status {0}).': 'La passerelle SMS est surchargée (statut {0}).',
  'The gateway for SMS refused the message (status {0}).':
    'La passerelle SMS a refusé le message (statut {0}).',

  'The payment module is not there any more.': 'Le module de paiement n’existe plus.',
  'The payment module “{0}” has no address.':
    'Le module de paiement « {0} » n’a pas d’adresse.',
  'The payment module “{0}” names no secret.':
    'Le module de paiement « {0} » ne nomme aucun secret.',
  'The payment is not there any more.': 'Le paiement n’existe plus.',
  'The payment provider is busy (status {0}).':
    'Le prestataire de paiement est surchargé (statut {0}).',
  'The payment provider refused the payment (status {0}).':
    'Le prestataire de paiement a refusé le paiement (statut {0}).',
  'The payment provider’s answer has no address to pay at.':
    'La réponse du prestataire de paiement ne contient pas d’adresse où payer.',
};
