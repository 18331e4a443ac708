import { createApp } from 'vue';
import CustomerPage from './customer-page.vue';

createApp(CustomerPage).mount('#app');
