import { mount } from 'svelte';
import CustomerPage from './customer-page.svelte';

mount(CustomerPage, { target: document.querySelector('#app')! });
