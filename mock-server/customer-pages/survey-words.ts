import type { Language } from '../../api-client/contract/user.ts';
import type { AnswerFault } from '../surveys/read-answers.ts';

/** What the survey's page says. */
export interface SurveyWords {
  send: string;
  required: string;
  yes: string;
  no: string;
  scale: string;
  thanksTitle: string;
  thanks: string;
  done: string;
  expired: string;
  unknownTitle: string;
  unknown: string;
  problem: string;
  faults: Record<AnswerFault, string>;
}

export const surveyWords: Record<Language, SurveyWords> = {
  en: {
    send: 'Send',
    required: '(required)',
    yes: 'Yes',
    no: 'No',
    scale: '1 is the lowest rating, 5 the highest.',
    thanksTitle: 'Thank you',
    thanks: 'Thank you: your answers have been received.',
    done: 'This survey has been answered; thank you.',
    expired: 'This survey is over; it takes no answers any more.',
    unknownTitle: 'No such survey',
    unknown: 'There is no survey at this address. Look whether the link is whole.',
    problem: 'Something is missing: look at the questions that are marked.',
    faults: {
      missing: 'Please answer this question.',
      wrong: 'This answer does not fit the question.',
      unknown: 'This question is not there any more.',
    },
  },
  fr: {
    send: 'Envoyer',
    required: '(obligatoire)',
    yes: 'Oui',
    no: 'Non',
    scale: '1 est la note la plus basse, 5 la plus haute.',
    thanksTitle: 'Merci',
    thanks: 'Merci : vos réponses ont bien été reçues.',
    done: 'Ce questionnaire a déjà été rempli ; merci.',
    expired: 'Ce questionnaire est clos et ne prend plus de réponses.',
    unknownTitle: 'Questionnaire introuvable',
    unknown: 'Il n’y a pas de questionnaire à cette adresse. Vérifiez que le lien est complet.',
    problem: 'Il manque quelque chose : regardez les questions signalées.',
    faults: {
      missing: 'Merci de répondre à cette question.',
      wrong: 'Cette réponse ne convient pas à la question.',
      unknown: 'Cette question n’existe plus.',
    },
  },
};
