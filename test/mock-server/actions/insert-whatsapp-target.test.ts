import { testInsertTarget } from '../../helpers/target-tests.ts';

testInsertTarget('insert-whatsapp-target', 'whatsapp');
