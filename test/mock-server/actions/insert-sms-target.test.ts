import { testInsertTarget } from '../../helpers/target-tests.ts';

testInsertTarget('insert-sms-target', 'sms');
