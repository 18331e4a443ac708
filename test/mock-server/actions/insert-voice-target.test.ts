import { testInsertTarget } from '../../helpers/target-tests.ts';

testInsertTarget('insert-voice-target', 'voice');
